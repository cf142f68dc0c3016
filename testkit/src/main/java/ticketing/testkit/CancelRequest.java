package ticketing.testkit;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.EventType;
import io.temporal.client.WorkflowClient;
import io.temporal.common.WorkflowExecutionHistory;
import java.util.List;

/**
 * A request to cancel on its way to an activity that is open. The test service cannot cope with an
 * activity that completes meanwhile.
 */
public final class CancelRequest {
  private CancelRequest() {}

  /**
   * Waits until an activity of the workflow, or of a child workflow, knows of the request; or until
   * the workflow has closed; or for a second, where neither comes to pass.
   */
  public static void awaitArrival(WorkflowClient client, WorkflowExecution run) {
    Soon.await(() -> hasArrived(client, run));
  }

  private static boolean hasArrived(WorkflowClient client, WorkflowExecution run) {
    List<WorkflowExecutionHistory> histories = Histories.of(client, run);
    return histories.stream()
        .flatMap(history -> history.getEvents().stream())
        .anyMatch(
            event ->
                event.getEventType() == EventType.EVENT_TYPE_ACTIVITY_TASK_CANCEL_REQUESTED
                    || event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CANCELED);
  }
}
