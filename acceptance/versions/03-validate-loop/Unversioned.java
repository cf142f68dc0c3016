// Why: a token for each create, so that none is spent on one that has expired
// The same as the solution but for one line. An order in flight cannot go on with it.
// Passes: core, stretch
package ticketing.validateloop;

import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.Optional;
import ticketing.order.CancellationMemo;
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
      continueAsNewIfSuggested(reservation.orderId());
      try {
        return once.createTicket(activities.issueToken(reservation.orderId()), reservation);
      } catch (ActivityFailure failure) {
        if (OrderFailures.isRejected(failure)) {
          throw OrderFailures.rejection(failure);
        }
        token = refreshIfExpired(token, failure, reservation.orderId());
      }
      Workflow.sleep(settleTime(reservation.timing()));
    }
  }

  private static Duration settleTime(TimingGuarantees timing) {
    return timing.maxWriteDelay().plus(timing.maxReadLag()).plusMillis(1);
  }

  private Token refreshIfExpired(Token token, ActivityFailure failure, String orderId) {
    return OrderFailures.isNotSent(failure) ? activities.issueToken(orderId) : token;
  }

  private static void continueAsNewIfSuggested(String orderId) {
    boolean cancelled = CancellationScope.current().isCancelRequested();
    if (Workflow.getInfo().isContinueAsNewSuggested() && !cancelled) {
      Workflow.continueAsNew(orderId);
    }
  }

  private void settleBeforeClosing(Reservation reservation) {
    Workflow.newDetachedCancellationScope(
            () -> {
              Workflow.sleep(settleTime(reservation.timing()));
              CancellationMemo.record(activities.findTicket(reservation.orderId()));
            })
        .run();
  }
}
