// Why: validating is taken for checking that the create did what it said
// Caught by: a_lost_response_does_not_sell_the_seat_twice
// Counterexample: after
package ticketing.validateloop;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import ticketing.order.OrderActivities;
import ticketing.order.OrderFailures;
import ticketing.order.OrderWorkflow;
import ticketing.system.Reservation;
import ticketing.system.Token;

public final class ValidateLoopOrderWorkflow implements OrderWorkflow {

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
    while (true) {
      try {
        once.createTicket(token, reservation);
      } catch (ActivityFailure failure) {
        if (OrderFailures.isRejected(failure)) {
          throw failure;
        }
        continue;
      }
      return activities.findTicket(orderId).orElseThrow();
    }
  }
}
