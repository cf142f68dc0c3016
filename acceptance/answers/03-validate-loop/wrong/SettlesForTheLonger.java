// Why: D and L are thought to pass at the same time
// Caught by: a_late_create_that_validation_cannot_see_yet_is_waited_for
// Counterexample: fresh,late,stale
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
import ticketing.system.TimingGuarantees;
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
      Optional<String> ticket = activities.findTicket(orderId);
      if (ticket.isPresent()) {
        return ticket.get();
      }
      try {
        return once.createTicket(token, reservation);
      } catch (ActivityFailure failure) {
        if (OrderFailures.isRejected(failure)) {
          throw failure;
        }
      }
      Workflow.sleep(longer(reservation.timing()).plusSeconds(1));
    }
  }

  private static Duration longer(TimingGuarantees timing) {
    return timing.maxWriteDelay().compareTo(timing.maxReadLag()) > 0
        ? timing.maxWriteDelay()
        : timing.maxReadLag();
  }
}
