package ticketing.order;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;

/** What a test can tell a {@link SteeredOrderWorkflow}. */
@WorkflowInterface
public interface Steering {
  /** It returns this, the number of a ticket. */
  @SignalMethod
  void returnTicket(String ticketId);

  /** It fails. */
  @SignalMethod
  void fail();

  /** What its last validation will have found when it is cancelled. Null: it could not tell. */
  @SignalMethod
  void find(String ticketId);
}
