package ticketing.order;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;

/** The signals of a {@link SteeredOrderWorkflow}. */
@WorkflowInterface
public interface Steering {
  /** Returns this ticket. */
  @SignalMethod
  void returnTicket(String ticketId);

  /** Fails. */
  @SignalMethod
  void fail();

  /** Records this ticket when it is cancelled. */
  @SignalMethod
  void find(String ticketId);
}
