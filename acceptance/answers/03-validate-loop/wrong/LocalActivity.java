// Why: a local activity is faster, for it needs no task of its own
// Caught by: a_worker_that_dies_after_the_write_leaves_a_ticket_behind
// Counterexample: fresh,ok+restart
package ticketing.validateloop;

import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
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
      Workflow.newLocalActivityStub(
          OrderActivities.class,
          LocalActivityOptions.newBuilder()
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
      Workflow.sleep(reservation.timing().maxWriteDelay().plus(reservation.timing().maxReadLag()));
    }
  }
}
