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

/**
 * Validates; if there is no ticket, creates it; if the outcome is ambiguous, settles; and again.
 * The create call is not idempotent, but the process is.
 *
 * <p>It relies on the ticket system's timing guarantees ({@link TimingGuarantees}): a create call
 * writes within D of the end of its attempt or never, a ticket is visible within L, and a look-up
 * that cannot tell says so. And it relies on one workflow per order at a time ({@link
 * ticketing.order.OrderPlacement}).
 */
public final class ValidateLoopOrderWorkflow implements OrderWorkflow {

  private final OrderActivities activities =
      Workflow.newActivityStub(
          OrderActivities.class,
          ActivityOptions.newBuilder()
              .setStartToCloseTimeout(OrderActivities.START_TO_CLOSE)
              .build());

  /** One attempt: the loop decides about the next. A cancelled create is awaited, not given up. */
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
    try {
      Token token = activities.issueToken(orderId);
      Reservation reservation = activities.findReservation(token, orderId);
      try {
        return ensureTicket(token, reservation);
      } finally {
        if (CancellationScope.current().isCancelRequested()) {
          settleBeforeClosing(reservation);
        }
      }
    } catch (ActivityFailure failure) {
      // A retry policy of the order looks only at the outermost failure.
      throw OrderFailures.isRejected(failure) ? OrderFailures.rejection(failure) : failure;
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
        return once.createTicket(token, reservation);
      } catch (ActivityFailure failure) {
        if (OrderFailures.isRejected(failure)) {
          throw failure;
        }
        Workflow.sleep(settleTime(reservation.timing()));
        token = refreshIfExpired(token, failure, reservation.orderId());
      }
    }
  }

  /** D + L: a ticket may be written at the last moment and then be invisible for a while. */
  private static Duration settleTime(TimingGuarantees timing) {
    return timing.maxWriteDelay().plus(timing.maxReadLag());
  }

  /** Stretch: a token may expire in a long outage, or even while this order settles. */
  private Token refreshIfExpired(Token token, ActivityFailure failure, String orderId) {
    return OrderFailures.isNotSent(failure) ? activities.issueToken(orderId) : token;
  }

  /** Stretch: an outage of days must not fill the history. Only after a validation. */
  private static void continueAsNewIfSuggested(String orderId) {
    boolean cancelled = CancellationScope.current().isCancelRequested();
    if (Workflow.getInfo().isContinueAsNewSuggested() && !cancelled) {
      Workflow.continueAsNew(orderId);
    }
  }

  /**
   * Expert: a cancelled run closes only after the settle time, because the next run of the order
   * starts with a validation. It records what it finds.
   */
  private void settleBeforeClosing(Reservation reservation) {
    Workflow.newDetachedCancellationScope(
            () -> {
              Workflow.sleep(settleTime(reservation.timing()));
              CancellationMemo.record(activities.findTicket(reservation.orderId()));
            })
        .run();
  }
}
