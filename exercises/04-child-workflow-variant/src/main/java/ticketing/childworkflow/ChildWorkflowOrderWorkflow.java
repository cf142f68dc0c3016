package ticketing.childworkflow;

import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Workflow;
import ticketing.order.OrderActivities;
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
    // TODO: start here
    throw new UnsupportedOperationException(
        "Get the token and the reservation, call the child workflow, and return its result.");
  }
}
