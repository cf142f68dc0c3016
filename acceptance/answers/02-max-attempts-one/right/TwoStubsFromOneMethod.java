// Why: the stubs differ in one number
// Passes: core
package ticketing.maxattempts;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import ticketing.order.OrderActivities;
import ticketing.order.OrderWorkflow;
import ticketing.system.Reservation;
import ticketing.system.Token;

public final class MaxAttemptsOneOrderWorkflow implements OrderWorkflow {

  private final OrderActivities activities = withAttempts(0);
  private final OrderActivities once = withAttempts(1);

  /** Zero means an unlimited number of attempts. */
  private static OrderActivities withAttempts(int maximumAttempts) {
    return Workflow.newActivityStub(
        OrderActivities.class,
        ActivityOptions.newBuilder()
            .setStartToCloseTimeout(OrderActivities.START_TO_CLOSE)
            .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(maximumAttempts).build())
            .build());
  }

  @Override
  public String placeOrder(String orderId) {
    Token token = activities.issueToken(orderId);
    Reservation reservation = activities.findReservation(token, orderId);
    return once.createTicket(token, reservation);
  }
}
