package ticketing.maxattempts;

import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Workflow;
import ticketing.order.OrderActivities;
import ticketing.order.OrderWorkflow;
import ticketing.system.Reservation;
import ticketing.system.Token;

/**
 * Sells the seat of an order: {@link Token}, {@link Reservation}, and one attempt to create the
 * ticket.
 */
public final class MaxAttemptsOneOrderWorkflow implements OrderWorkflow {

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
        "Do what exercise 01 does, but limit the create call to one attempt.");
  }
}
