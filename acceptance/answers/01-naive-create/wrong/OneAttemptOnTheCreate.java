// Why: whoever sees the danger does not wait for the next stage to meet it
// Caught by: an_outage_of_every_service_is_survived_without_a_line_of_code_for_it
// Caught by: a_lost_response_sells_the_seat_twice
// Caught by: a_create_that_lands_late_sells_the_seat_twice
package ticketing.naive;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import ticketing.order.OrderActivities;
import ticketing.order.OrderWorkflow;
import ticketing.system.Reservation;
import ticketing.system.Token;

public final class NaiveOrderWorkflow implements OrderWorkflow {

  private final OrderActivities activities =
      Workflow.newActivityStub(
          OrderActivities.class,
          ActivityOptions.newBuilder()
              .setStartToCloseTimeout(OrderActivities.START_TO_CLOSE)
              .build());

  private final OrderActivities once =
      Workflow.newActivityStub(
          OrderActivities.class,
          ActivityOptions.newBuilder()
              .setStartToCloseTimeout(OrderActivities.START_TO_CLOSE)
              .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
              .build());

  @Override
  public String placeOrder(String orderId) {
    Token token = activities.issueToken(orderId);
    Reservation reservation = activities.findReservation(token, orderId);
    return once.createTicket(token, reservation);
  }
}
