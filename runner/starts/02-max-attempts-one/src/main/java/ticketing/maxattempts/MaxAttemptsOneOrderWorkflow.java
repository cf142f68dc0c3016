package ticketing.maxattempts;

import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Workflow;
import ticketing.order.OrderActivities;
import ticketing.order.OrderWorkflow;

/**
 * The same steps, but the create is attempted once. One run never sells the seat twice, and it
 * gives up too early: a failed order may have no ticket, or have one that its customer was never
 * told of.
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
        "Do what 01 does, but let Temporal attempt the create, and only the create, once.");
  }
}
