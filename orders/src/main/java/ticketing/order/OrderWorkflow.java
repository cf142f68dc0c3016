package ticketing.order;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Turns an order into a ticket. The workflow ID is the order ID, so that only one workflow of an
 * order runs at a time ({@link OrderPlacement}).
 */
@WorkflowInterface
public interface OrderWorkflow {

  /**
   * Places the order.
   *
   * @return the number of its ticket
   * @throws io.temporal.failure.ApplicationFailure of type {@link OrderFailures#REJECTED} if there
   *     is no ticket and there will be none; of type {@link OrderFailures#OUTCOME_UNKNOWN} if a
   *     person has to look
   */
  @WorkflowMethod
  String placeOrder(String orderId);
}
