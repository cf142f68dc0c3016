package ticketing.worker;

import io.temporal.api.enums.v1.WorkflowTaskFailedCause;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.client.WorkflowClient;
import java.util.Optional;
import ticketing.order.Strategy;

/** What can be known of an order that has not come to its end. */
public final class OpenOrder {
  private OpenOrder() {}

  /**
   * Why it does not go on, in sentences for whoever waits for it.
   *
   * @param strategy that the order was placed with, or so it is believed
   */
  public static String obstacle(WorkflowClient client, Strategy strategy, String orderId) {
    DescribeWorkflowExecutionResponse described =
        client
            .getWorkflowServiceStubs()
            .blockingStub()
            .describeWorkflowExecution(
                DescribeWorkflowExecutionRequest.newBuilder()
                    .setNamespace(client.getOptions().getNamespace())
                    .setExecution(client.newUntypedWorkflowStub(orderId).getExecution())
                    .build());
    Optional<PendingActivityInfo> failing =
        described.getPendingActivitiesList().stream()
            .filter(PendingActivityInfo::hasLastFailure)
            .findFirst();
    if (failing.isPresent()) {
      return "%s fails (attempt %d is next), last with: %s"
          .formatted(
              failing.get().getActivityType().getName(),
              failing.get().getAttempt(),
              Unreadable.messageOf(failing.get().getLastFailure(), client));
    }
    if (isStuckInChangedCode(client, orderId)) {
      return "Its workflow's code was changed meanwhile, and cannot go on with it.";
    }
    String taskQueue = described.getExecutionConfig().getTaskQueue().getName();
    return taskQueue.equals(strategy.taskQueue())
        ? "Is a worker of " + strategy + " running? If so, its terminal says what is wrong."
        : "It was placed with " + taskQueue + ". Is a worker of that running?";
  }

  private static boolean isStuckInChangedCode(WorkflowClient client, String orderId) {
    boolean stuck = false;
    for (HistoryEvent event : client.fetchHistory(orderId).getEvents()) {
      if (event.hasWorkflowTaskFailedEventAttributes()) {
        stuck =
            event.getWorkflowTaskFailedEventAttributes().getCause()
                == WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_NON_DETERMINISTIC_ERROR;
      } else if (event.hasWorkflowTaskCompletedEventAttributes()) {
        stuck = false;
      }
    }
    return stuck;
  }
}
