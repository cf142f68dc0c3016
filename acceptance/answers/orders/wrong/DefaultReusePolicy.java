// Why: the reuse policy is left at its default, for the ID is what matters
// Caught by: placing_it_again_after_success_returns_its_ticket
// Caught by: many_starters_at_once_after_success_start_none
package ticketing.order;

import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
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
