// Why: an acknowledged ticket is final, so there is nothing to wait for
// Caught by: an_order_cancelled_during_a_create_that_succeeds_leaves_one_ticket_and_says_so
// Counterexample: fresh,ok+cancel,stale
package ticketing.validateloop;

import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
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
    } catch (CanceledFailure cancelled) {
      settleBeforeClosing(reservation);
      throw cancelled;
    }
  }

  private String ensureTicket(Token token, Reservation reservation) {
    while (true) {
      Optional<String> ticket = activities.findTicket(reservation.orderId());
      if (ticket.isPresent()) {
        return ticket.get();
      }
      try {
        String created = once.createTicket(token, reservation);
        CancellationMemo.record(Optional.of(created));
        return created;
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
              Workflow.sleep(
                  reservation.timing().maxWriteDelay().plus(reservation.timing().maxReadLag()));
              CancellationMemo.record(activities.findTicket(reservation.orderId()));
            })
        .run();
  }
}
