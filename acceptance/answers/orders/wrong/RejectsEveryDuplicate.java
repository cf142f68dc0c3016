// Why: an order that was placed once must never be placed again
// Caught by: placing_it_again_after_a_failure_starts_a_run
package ticketing.order;

import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;

public final class OrderPlacement {
  private OrderPlacement() {}

  public static WorkflowStub place(WorkflowClient client, Strategy strategy, String orderId) {
    return place(client, strategy.taskQueue(), orderId, WorkflowOptions.newBuilder());
  }

  public static WorkflowStub place(
      WorkflowClient client, String taskQueue, String orderId, WorkflowOptions.Builder options) {
    OrderWorkflow order =
        client.newWorkflowStub(
            OrderWorkflow.class,
            options
                .setWorkflowId(orderId)
                .setTaskQueue(taskQueue)
                .setWorkflowIdReusePolicy(
                    WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                .setWorkflowIdConflictPolicy(
                    WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                .build());
    try {
      WorkflowClient.start(order::placeOrder, orderId);
    } catch (WorkflowExecutionAlreadyStarted e) {
      // It has ended with a ticket. Its result is the answer.
    }
    return client.newUntypedWorkflowStub(orderId);
  }
}
