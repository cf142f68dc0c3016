// Why: what a cancel cannot reach need not be awaited
// Passes: core, stretch
package ticketing.validateloop;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
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
              .build());

  @Override
  public String placeOrder(String orderId) {
    Token token = activities.issueToken(orderId);
    Reservation reservation = activities.findReservation(token, orderId);
    try {
      return ensureTicket(token, reservation);
    } finally {
      if (CancellationScope.current().isCancelRequested()) {
        Workflow.newDetachedCancellationScope(() -> close(reservation)).run();
      }
    }
  }

  private String ensureTicket(Token first, Reservation reservation) {
    Token token = first;
    while (true) {
      Optional<String> ticket = activities.findTicket(reservation.orderId());
      if (ticket.isPresent()) {
        return ticket.get();
      }
      if (Workflow.getInfo().isContinueAsNewSuggested()) {
        Workflow.continueAsNew(reservation.orderId());
      }
      try {
        return createdWhateverIsCancelled(token, reservation);
      } catch (ActivityFailure failure) {
        if (OrderFailures.isRejected(failure)) {
          throw failure;
        }
        if (OrderFailures.isNotSent(failure)) {
          token = activities.issueToken(reservation.orderId());
        }
      }
      Workflow.sleep(settleTime(reservation));
    }
  }

  private String createdWhateverIsCancelled(Token token, Reservation reservation) {
    CompletablePromise<String> created = Workflow.newPromise();
    Workflow.newDetachedCancellationScope(
            () -> created.completeFrom(Async.function(once::createTicket, token, reservation)))
        .run();
    return created.get();
  }

  private void close(Reservation reservation) {
    Workflow.sleep(settleTime(reservation));
    CancellationMemo.record(activities.findTicket(reservation.orderId()));
  }

  private static Duration settleTime(Reservation reservation) {
    return reservation.timing().maxWriteDelay().plus(reservation.timing().maxReadLag());
  }
}
