// Why: one call that differs needs no stub of the whole interface
// Passes: core
package ticketing.maxattempts;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.ActivityStub;
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

  private final ActivityStub once =
      Workflow.newUntypedActivityStub(
          ActivityOptions.newBuilder()
              .setStartToCloseTimeout(OrderActivities.START_TO_CLOSE)
              .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
              .build());

  @Override
  public String placeOrder(String orderId) {
    Token token = activities.issueToken(orderId);
    Reservation reservation = activities.findReservation(token, orderId);
    return once.execute("CreateTicket", String.class, token, reservation);
  }
}
