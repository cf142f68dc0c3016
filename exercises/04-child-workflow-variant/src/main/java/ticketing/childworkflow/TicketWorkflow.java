package ticketing.childworkflow;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import ticketing.system.Reservation;

/**
 * The child workflow that gets the ticket of one order. One run of it is one attempt, with a
 * history of its own.
 */
@WorkflowInterface
public interface TicketWorkflow {

  /**
   * Gets the ticket.
   *
   * @return the number of the ticket
   */
  @WorkflowMethod
  String createTicket(Reservation reservation);
}
