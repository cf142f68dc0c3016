// Why: an attempt begins with the work
// Caught by: a_lost_response_does_not_sell_the_seat_twice
// Caught by:
// an_order_cancelled_during_a_create_that_takes_its_time_leaves_one_ticket_and_says_so
// Counterexample: after
package ticketing.childworkflow;

import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
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
      return createOnce(reservation);
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
