// Why: the step from stage 01 is forgotten, and most orders look right
// Caught by: a_lost_response_leaves_a_ticket_that_the_customer_was_told_has_failed
package ticketing.maxattempts;

import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Workflow;
import ticketing.order.OrderActivities;
import ticketing.order.OrderWorkflow;
import ticketing.system.Reservation;
import ticketing.system.Token;

public final class MaxAttemptsOneOrderWorkflow implements OrderWorkflow {

  private final OrderActivities activities =
      Workflow.newActivityStub(
          OrderActivities.class,
          ActivityOptions.newBuilder()
              .setStartToCloseTimeout(OrderActivities.START_TO_CLOSE)
              .build());

  @Override
  public String placeOrder(String orderId) {
    Token token = activities.issueToken(orderId);
    Reservation reservation = activities.findReservation(token, orderId);
    return activities.createTicket(token, reservation);
  }
}
