// Why: looking late costs time and nothing else
// Passes: core
package ticketing.validateloop;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.Optional;
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
    Duration settle =
        reservation.timing().maxWriteDelay().plus(reservation.timing().maxReadLag()).plusSeconds(1);
    Optional<String> ticket = activities.findTicket(orderId);
    while (ticket.isEmpty()) {
      try {
        ticket = Optional.of(once.createTicket(token, reservation));
      } catch (ActivityFailure failure) {
        if (OrderFailures.isRejected(failure)) {
          throw failure;
        }
        Workflow.sleep(settle);
        ticket = activities.findTicket(orderId);
      }
    }
    return ticket.get();
  }
}
