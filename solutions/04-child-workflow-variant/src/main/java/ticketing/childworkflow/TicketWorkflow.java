package ticketing.childworkflow;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import ticketing.system.Reservation;

/**
 * The child workflow that gets the ticket of one order. One run of it is one attempt; its retry
 * policy takes the place of the loop of 03, and each attempt has a history of its own.
 */
@WorkflowInterface
public interface TicketWorkflow {

  /**
   * Validates, and creates the ticket if there is none.
   *
   * @return the number of the ticket
   */
  @WorkflowMethod
  String createTicket(Reservation reservation);
}
