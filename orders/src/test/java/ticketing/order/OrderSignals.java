package ticketing.order;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;

/** The signals of a {@link SignalDrivenOrderWorkflow}. */
@WorkflowInterface
public interface OrderSignals {
  /** Makes the workflow return this ticket. */
  @SignalMethod
  void returnTicket(String ticketId);

  /** Makes the workflow fail. */
  @SignalMethod
  void fail();

  /** Makes the workflow record this ticket in its memo when it is cancelled. */
  @SignalMethod
  void find(String ticketId);
}
