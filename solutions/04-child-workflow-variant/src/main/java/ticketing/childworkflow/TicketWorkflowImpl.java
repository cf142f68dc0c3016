package ticketing.childworkflow;

import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.util.Optional;
import ticketing.order.OrderActivities;
import ticketing.order.OrderFailures;
import ticketing.system.Reservation;
import ticketing.system.Token;

/**
 * One attempt: validate; if there is no ticket, create. An ambiguous outcome fails the attempt, and
 * the retry policy that {@link ChildWorkflowOrderWorkflow} gave it makes the next one, after the
 * settle time.
 */
public final class TicketWorkflowImpl implements TicketWorkflow {

  private final OrderActivities activities =
      Workflow.newActivityStub(
          OrderActivities.class,
          ActivityOptions.newBuilder()
              .setStartToCloseTimeout(OrderActivities.START_TO_CLOSE)
              .build());

  /** One attempt: the retry policy decides about the next. A cancelled create is awaited. */
  private final OrderActivities once =
      Workflow.newActivityStub(
          OrderActivities.class,
          ActivityOptions.newBuilder()
              .setStartToCloseTimeout(OrderActivities.START_TO_CLOSE)
              .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
              .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
              .build());

  @Override
  public String createTicket(Reservation reservation) {
    try {
      Optional<String> ticket = activities.findTicket(reservation.orderId());
      return ticket.isPresent() ? ticket.get() : createOnce(reservation);
    } finally {
      if (CancellationScope.current().isCancelRequested()) {
        ChildWorkflowOrderWorkflow.settleBeforeClosing(activities, reservation);
      }
    }
  }

  private String createOnce(Reservation reservation) {
    Token token = activities.issueToken(reservation.orderId());
    try {
      return once.createTicket(token, reservation);
    } catch (ActivityFailure failure) {
      // The retry policy looks at the failure itself and not at its cause: an ActivityFailure is
      // always retried, also one that holds a rejection.
      throw OrderFailures.isRejected(failure) ? OrderFailures.rejection(failure) : failure;
    }
  }
}
