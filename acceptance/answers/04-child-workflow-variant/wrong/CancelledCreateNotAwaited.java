// Why: the default cancellation type is left as it is
// Caught by: a_cancelled_child_settles_also_when_its_parent_is_gone
package ticketing.childworkflow;

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
      throw OrderFailures.isRejected(failure) ? OrderFailures.rejection(failure) : failure;
    }
  }
}
