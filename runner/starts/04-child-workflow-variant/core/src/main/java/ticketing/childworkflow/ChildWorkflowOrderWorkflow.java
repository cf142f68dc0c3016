package ticketing.childworkflow;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import ticketing.order.OrderActivities;
import ticketing.order.OrderFailures;
import ticketing.order.OrderWorkflow;
import ticketing.system.Reservation;
import ticketing.system.Token;

/**
 * Gets the {@link Token} and the {@link Reservation} of an order, and leaves the ticket to a child
 * workflow.
 */
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
    Duration settleTime =
        reservation.timing().maxWriteDelay().plus(reservation.timing().maxReadLag());
    TicketWorkflow child =
        Workflow.newChildWorkflowStub(
            TicketWorkflow.class,
            ChildWorkflowOptions.newBuilder()
                .setRetryOptions(
                    RetryOptions.newBuilder()
                        .setInitialInterval(settleTime)
                        .setBackoffCoefficient(1)
                        .build())
                .build());
    try {
      return child.createTicket(reservation);
    } catch (ChildWorkflowFailure failure) {
      throw OrderFailures.isRejected(failure) ? OrderFailures.rejection(failure) : failure;
    }
  }
}
