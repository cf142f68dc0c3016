// Why: create, validate, and again until it is valid, as the story says
// Caught by: an_acknowledged_ticket_is_final_even_while_validation_cannot_see_it
// Counterexample: fresh,ok,stale
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
    try {
      Optional<String> ticket = activities.findTicket(reservation.orderId());
      while (ticket.isEmpty()) {
        createOnce(reservation);
        ticket = activities.findTicket(reservation.orderId());
      }
      return ticket.get();
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
