package ticketing.childworkflow;

import io.temporal.activity.ActivityOptions;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.ChildWorkflowOptions;
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
 * Leaves the ticket to a child workflow, one per order, and waits. The child's retry policy is the
 * loop of 03, its interval the settle time. This workflow's history stays as short as it is,
 * however long an outage lasts.
 *
 * <p>It relies on what 03 relies on, and on one child per order at a time: the child's ID is made
 * of the order ID, and a child with a ticket is never started again.
 */
public final class ChildWorkflowOrderWorkflow implements OrderWorkflow {

  private static final int LOOKS = 20;

  private final OrderActivities activities =
      Workflow.newActivityStub(
          OrderActivities.class,
          ActivityOptions.newBuilder()
              .setStartToCloseTimeout(OrderActivities.START_TO_CLOSE)
              .build());

  @Override
  public String placeOrder(String orderId) {
    try {
      Token token = activities.issueToken(orderId);
      Reservation reservation = activities.findReservation(token, orderId);
      try {
        return ensureTicket(reservation);
      } finally {
        if (CancellationScope.current().isCancelRequested()) {
          settleBeforeClosing(activities, reservation);
        }
      }
    } catch (ActivityFailure | ChildWorkflowFailure failure) {
      // A retry policy of the order looks only at the outermost failure.
      throw OrderFailures.isRejected(failure) ? OrderFailures.rejection(failure) : failure;
    }
  }

  private String ensureTicket(Reservation reservation) {
    try {
      return child(reservation).createTicket(reservation);
    } catch (ChildWorkflowFailure failure) {
      if (OrderFailures.isRejected(failure)) {
        throw failure;
      }
      return awaitTicket(reservation);
    }
  }

  /**
   * Retries without a limit, one settle time apart. The child outlives its parent. Its ID cannot be
   * an order's, which begins with "order-".
   */
  private static TicketWorkflow child(Reservation reservation) {
    return Workflow.newChildWorkflowStub(
        TicketWorkflow.class,
        ChildWorkflowOptions.newBuilder()
            .setWorkflowId("ticket-of-" + reservation.orderId())
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

  /** D + L: a ticket may be written at the last moment and then be invisible for a while. */
  private static Duration settleTime(TimingGuarantees timing) {
    return timing.maxWriteDelay().plus(timing.maxReadLag());
  }

  /**
   * Stretch: the child belongs to another parent, or was cancelled or terminated. Validate, never
   * create.
   */
  private String awaitTicket(Reservation reservation) {
    for (int i = 0; i < LOOKS; i++) {
      Optional<String> ticket = activities.findTicket(reservation.orderId());
      if (ticket.isPresent()) {
        return ticket.get();
      }
      Workflow.sleep(settleTime(reservation.timing()));
    }
    throw OrderFailures.outcomeUnknown(reservation.orderId());
  }

  /**
   * Expert, for parent and child: a cancelled run closes only after the settle time, because the
   * next run of the order starts with a validation. It records what it finds.
   */
  static void settleBeforeClosing(OrderActivities activities, Reservation reservation) {
    Workflow.newDetachedCancellationScope(
            () -> {
              Workflow.sleep(settleTime(reservation.timing()));
              CancellationMemo.record(activities.findTicket(reservation.orderId()));
            })
        .run();
  }
}
