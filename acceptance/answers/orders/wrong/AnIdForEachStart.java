// Why: Temporal gives an ID to a workflow that has none
// Caught by: the_workflow_id_is_the_order_id
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
                .setTaskQueue(taskQueue)
                .setWorkflowIdReusePolicy(
                    WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE_FAILED_ONLY)
                .setWorkflowIdConflictPolicy(
                    WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                .build());
    return client.newUntypedWorkflowStub(
        WorkflowClient.start(order::placeOrder, orderId).getWorkflowId());
  }
}
