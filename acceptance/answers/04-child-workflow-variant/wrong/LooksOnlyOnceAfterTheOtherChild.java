// Why: the other child has a ticket or it has none: one look tells
// Caught by: a_second_parent_never_creates_beside_the_child_of_the_first
package ticketing.childworkflow;

import io.temporal.activity.ActivityOptions;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import ticketing.order.CancellationMemo;
import ticketing.order.OrderActivities;
import ticketing.order.OrderFailures;
import ticketing.order.OrderWorkflow;
import ticketing.system.Reservation;
import ticketing.system.TimingGuarantees;
import ticketing.system.Token;

public final class ChildWorkflowOrderWorkflow implements OrderWorkflow {

  private final OrderActivities activities =
      Workflow.newActivityStub(
          OrderActivities.class,
          ActivityOptions.newBuilder()
              .setStartToCloseTimeout(OrderActivities.START_TO_CLOSE)
              .build());

  @Override
  public String placeOrder(String orderId) {
    Token token = activities.issueToken(orderId);
    Reservation reservation = activities.findReservation(token, orderId);
    try {
      return child(reservation).createTicket(reservation);
    } catch (ChildWorkflowFailure failure) {
      if (failure.getCause() instanceof WorkflowExecutionAlreadyStarted) {
        return awaitExistingChild(reservation);
      }
      throw OrderFailures.isRejected(failure) ? OrderFailures.rejection(failure) : failure;
    } finally {
      if (CancellationScope.current().isCancelRequested()) {
        settleBeforeClosing(activities, reservation);
      }
    }
  }

  private static TicketWorkflow child(Reservation reservation) {
    return Workflow.newChildWorkflowStub(
        TicketWorkflow.class,
        ChildWorkflowOptions.newBuilder()
            .setWorkflowId(reservation.orderId() + "-ticket")
            .setWorkflowIdReusePolicy(
                WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE_FAILED_ONLY)
            .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
            .setRetryOptions(
                RetryOptions.newBuilder()
                    .setInitialInterval(settleTime(reservation.timing()))
                    .setBackoffCoefficient(1)
                    .build())
            .build());
  }

  private static Duration settleTime(TimingGuarantees timing) {
    return timing.maxWriteDelay().plus(timing.maxReadLag()).plusMillis(1);
  }

  private String awaitExistingChild(Reservation reservation) {
    return activities
        .findTicket(reservation.orderId())
        .orElseThrow(() -> OrderFailures.outcomeUnknown(reservation.orderId()));
  }

  static void settleBeforeClosing(OrderActivities activities, Reservation reservation) {
    Workflow.newDetachedCancellationScope(
            () -> {
              Workflow.sleep(settleTime(reservation.timing()));
              CancellationMemo.record(activities.findTicket(reservation.orderId()));
            })
        .run();
  }
}
