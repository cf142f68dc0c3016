package ticketing.testkit;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.EventType;
import io.temporal.client.WorkflowClient;
import io.temporal.common.WorkflowExecutionHistory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A request to cancel, and the wait until it has arrived at an activity that is open. The test
 * service cannot cope with an activity that completes while the request is on its way.
 */
public final class CancelRequest {
  private static final Duration ARRIVES_WITHIN = Duration.ofSeconds(1);
  private static final int LOOK_EVERY_MILLIS = 5;

  private CancelRequest() {}

  /**
   * Asks the workflow to cancel. Returns when an activity of it, or of a child workflow, knows;
   * when the workflow has closed; or after a second, where neither comes to pass.
   */
  public static void send(WorkflowClient client, WorkflowExecution run) {
    client.newUntypedWorkflowStub(run.getWorkflowId()).cancel();
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
