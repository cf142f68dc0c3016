package ticketing.childworkflow;

import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Workflow;
import ticketing.order.OrderActivities;
import ticketing.order.OrderWorkflow;

/**
 * Leaves the ticket to a child workflow, one per order, and waits. The child's retry policy is the
 * loop of 03, its interval the settle time. This workflow's history stays as short as it is,
 * however long an outage lasts.
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
    // TODO, first
    throw new UnsupportedOperationException(
        "Get token and reservation, then start a child workflow for the ticket, with a retry policy"
            + " that makes the next attempt after the settle time.");
  }
}
