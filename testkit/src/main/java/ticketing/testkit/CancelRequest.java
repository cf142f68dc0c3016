package ticketing.testkit;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.EventType;
import io.temporal.client.WorkflowClient;
import io.temporal.common.WorkflowExecutionHistory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A request to cancel on its way to an activity that is open. The test service cannot cope with an
 * activity that completes meanwhile.
 */
public final class CancelRequest {
  private static final Duration ARRIVES_WITHIN = Duration.ofSeconds(1);
  private static final int LOOK_EVERY_MILLIS = 5;

  private CancelRequest() {}

  /**
   * Waits until an activity of the workflow, or of a child workflow, knows of the request; or until
   * the workflow has closed; or for a second, where neither comes to pass.
   */
  public static void awaitArrival(WorkflowClient client, WorkflowExecution run) {
    long deadline = System.nanoTime() + ARRIVES_WITHIN.toNanos();
    while (!hasArrived(client, run) && System.nanoTime() < deadline) {
      pause();
    }
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

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted by the test's time limit", e);
    }
  }
}
