// Why: who cancels wants an end now
// Caught by:
// an_order_cancelled_during_a_create_whose_response_is_lost_leaves_one_ticket_and_says_so
// Counterexample: fresh,late+cancel
package ticketing.validateloop;

import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.util.Optional;
import ticketing.order.CancellationMemo;
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
              .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
              .build());

  @Override
  public String placeOrder(String orderId) {
    Token token = activities.issueToken(orderId);
    Reservation reservation = activities.findReservation(token, orderId);
    try {
      return ensureTicket(token, reservation);
    } finally {
      if (CancellationScope.current().isCancelRequested()) {
        settleBeforeClosing(reservation);
      }
    }
  }

  private String ensureTicket(Token token, Reservation reservation) {
    while (true) {
      Optional<String> ticket = activities.findTicket(reservation.orderId());
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

  private void settleBeforeClosing(Reservation reservation) {
    Workflow.newDetachedCancellationScope(
            () -> {
              CancellationMemo.record(activities.findTicket(reservation.orderId()));
            })
        .run();
  }
}
