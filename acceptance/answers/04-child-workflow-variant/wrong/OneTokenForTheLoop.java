// Why: the token is needed in every turn, so it is fetched before the first
// Caught by: a_token_that_expires_during_an_outage_is_renewed
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

public final class TicketWorkflowImpl implements TicketWorkflow {

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
  public String createTicket(Reservation reservation) {
    Token token = activities.issueToken(reservation.orderId());
    try {
      while (true) {
        Optional<String> ticket = activities.findTicket(reservation.orderId());
        if (ticket.isPresent()) {
          return ticket.get();
        }
        Optional<String> created = createOnce(token, reservation);
        if (created.isPresent()) {
          return created.get();
        }
        Workflow.sleep(
            reservation
                .timing()
                .maxWriteDelay()
                .plus(reservation.timing().maxReadLag())
                .plusMillis(1));
      }
    } finally {
      if (CancellationScope.current().isCancelRequested()) {
        ChildWorkflowOrderWorkflow.settleBeforeClosing(activities, reservation);
      }
    }
  }

  private Optional<String> createOnce(Token token, Reservation reservation) {
    try {
      return Optional.of(once.createTicket(token, reservation));
    } catch (ActivityFailure failure) {
      if (OrderFailures.isRejected(failure)) {
        throw OrderFailures.rejection(failure);
      }
      return Optional.empty();
    }
  }
}
