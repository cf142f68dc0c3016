// Why: a start that was refused looks like an order that went wrong
// Caught by: placing_it_again_after_success_returns_its_ticket
package ticketing.order;

import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
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
                    WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE_FAILED_ONLY)
                .setWorkflowIdConflictPolicy(
                    WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                .build());
    WorkflowClient.start(order::placeOrder, orderId);
    return client.newUntypedWorkflowStub(orderId);
  }
}
