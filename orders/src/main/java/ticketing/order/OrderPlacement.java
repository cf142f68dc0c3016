package ticketing.order;

import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;

/**
 * Starts the workflow of an order so that there is only one, however often the order is placed.
 *
 * <ul>
 *   <li>The workflow ID is the order ID.
 *   <li>While the workflow runs, placing the order again attaches to it ({@code USE_EXISTING}).
 *   <li>Once it has ended with a ticket, placing the order again returns that run's result ({@code
 *       ALLOW_DUPLICATE_FAILED_ONLY}). A new run might validate before the ticket is visible.
 *   <li>Once it has failed or was cancelled, placing the order again starts a new run.
 * </ul>
 *
 * <p>This holds for the namespace's retention period. After that, the workflow's first validation
 * protects.
 *
 * @see <a href="https://docs.temporal.io/workflow-execution/workflowid-runid">Temporal: Workflow ID
 *     and Run ID</a>
 */
public final class OrderPlacement {
  private OrderPlacement() {}

  /** Places an order and returns a stub whose result is the ticket's number. */
  public static WorkflowStub place(WorkflowClient client, Strategy strategy, String orderId) {
    start(client, strategy.taskQueue(), orderId, WorkflowOptions.newBuilder());
    return client.newUntypedWorkflowStub(orderId);
  }

  /** Places an order; returns whether its workflow runs, or had ended with a ticket before. */
  public static boolean start(
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
    try {
      WorkflowClient.start(order::placeOrder, orderId);
      return true;
    } catch (WorkflowExecutionAlreadyStarted e) {
      return false; // Its result is the answer.
    }
  }
}
