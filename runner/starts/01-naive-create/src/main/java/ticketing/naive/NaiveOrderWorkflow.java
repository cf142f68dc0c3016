package ticketing.naive;

import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Workflow;
import ticketing.order.OrderActivities;
import ticketing.order.OrderWorkflow;

/**
 * Token, reservation, create, and Temporal's default retries for all three. It survives outages by
 * itself, and it sells the seat twice: a create whose response is lost is retried.
 */
public final class NaiveOrderWorkflow implements OrderWorkflow {

  private final OrderActivities activities =
      Workflow.newActivityStub(
          OrderActivities.class,
          ActivityOptions.newBuilder()
              .setStartToCloseTimeout(OrderActivities.START_TO_CLOSE)
              .build());

  @Override
  public String placeOrder(String orderId) {
    // TODO
    throw new UnsupportedOperationException(
        "Issue a token, find the reservation, create the ticket, and return its number.");
  }
}
