package ticketing.worker;

import io.temporal.api.enums.v1.WorkflowTaskFailedCause;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.WorkflowTaskFailedEventAttributes;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.client.WorkflowClient;
import java.util.Optional;
import ticketing.order.Strategy;

/** Says why an order is still open, from what Temporal has recorded. */
public final class PendingOrderDiagnosis {
  private PendingOrderDiagnosis() {}

  /** Returns the recorded failure, or else which worker may be missing. */
  public static String of(WorkflowClient client, Strategy strategy, String orderId) {
    return failure(client, orderId).orElseGet(() -> missingWorker(client, strategy, orderId));
  }

  /** Returns which worker may be missing; the order was probably placed with this strategy. */
  private static String missingWorker(WorkflowClient client, Strategy strategy, String orderId) {
    String taskQueue = describe(client, orderId).getExecutionConfig().getTaskQueue().getName();
    return taskQueue.equals(strategy.taskQueue())
        ? "Is a worker of %s running, with Temporal at %s?"
            .formatted(strategy, client.getWorkflowServiceStubs().getOptions().getTarget())
        : "It was placed with %s. Is a worker of that running?".formatted(taskQueue);
  }

  /** Returns the failure that keeps the order open, if Temporal has recorded one. */
  public static Optional<String> failure(WorkflowClient client, String orderId) {
    return describe(client, orderId).getPendingActivitiesList().stream()
        .filter(PendingActivityInfo::hasLastFailure)
        .findFirst()
        .map(
            activity ->
                "%s fails (attempt %d is next), last with: %s"
                    .formatted(
                        activity.getActivityType().getName(),
                        activity.getAttempt(),
                        DecodingErrors.messageOf(activity.getLastFailure(), client)))
        .or(() -> failedTask(client, orderId));
  }

  private static DescribeWorkflowExecutionResponse describe(WorkflowClient client, String orderId) {
    return client
        .getWorkflowServiceStubs()
        .blockingStub()
        .describeWorkflowExecution(
            DescribeWorkflowExecutionRequest.newBuilder()
                .setNamespace(client.getOptions().getNamespace())
                .setExecution(client.newUntypedWorkflowStub(orderId).getExecution())
                .build());
  }

  /** Returns the last failure of a workflow task, if none has completed since. */
  private static Optional<String> failedTask(WorkflowClient client, String orderId) {
    WorkflowTaskFailedEventAttributes failed = null;
    for (HistoryEvent event : client.fetchHistory(orderId).getEvents()) {
      if (event.hasWorkflowTaskFailedEventAttributes()) {
        failed = event.getWorkflowTaskFailedEventAttributes();
      } else if (event.hasWorkflowTaskCompletedEventAttributes()) {
        failed = null;
      }
    }
    return Optional.ofNullable(failed).map(task -> text(task, client));
  }

  private static String text(WorkflowTaskFailedEventAttributes task, WorkflowClient client) {
    if (task.getCause()
        == WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_NON_DETERMINISTIC_ERROR) {
      return "The workflow's code changed while the order was in flight: %s. Undo the change, or make it with Workflow.getVersion; then restart the worker."
          .formatted(ReplayDifference.of(DecodingErrors.messageOf(task.getFailure(), client)));
    }
    Failure root = task.getFailure();
    while (root.hasCause()) {
      root = root.getCause();
    }
    return "The workflow's code failed: %s: %s. Fix it, then restart the worker."
        .formatted(
            root.getApplicationFailureInfo().getType(),
            DecodingErrors.messageOf(root, client).lines().findFirst().orElse(""));
  }
}
