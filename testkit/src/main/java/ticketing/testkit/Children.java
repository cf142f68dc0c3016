package ticketing.testkit;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import java.util.function.BiConsumer;

/** The child workflows that a workflow has started. */
public final class Children {
  private Children() {}

  /**
   * Does to the children of a workflow that was terminated what their parent close policy says. A
   * real server does it by itself; the test service lets every child live.
   *
   * @see <a href="https://docs.temporal.io/parent-close-policy">Temporal: Parent Close Policy</a>
   */
  static void parentWasTerminated(WorkflowClient client, WorkflowExecution parent) {
    forEach(
        client,
        parent,
        (child, policy) -> {
          switch (policy) {
            case PARENT_CLOSE_POLICY_ABANDON -> {}
            case PARENT_CLOSE_POLICY_REQUEST_CANCEL -> cancel(client, child);
            default -> child.terminate("Its parent is closed.");
          }
        });
  }

  /** Asks the children themselves to cancel, whatever their parent does. */
  static void cancel(WorkflowClient client, WorkflowExecution parent) {
    forEach(client, parent, (child, policy) -> cancel(client, child));
  }

  /** Waits until one of them has returned; or for a second, where none does. */
  public static void awaitOneReturned(WorkflowClient client, WorkflowExecution parent) {
    Soon.await(
        () ->
            Histories.of(client, parent).stream()
                .anyMatch(
                    history ->
                        history.getLastEvent().getEventType()
                            == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED));
  }

  private static void cancel(WorkflowClient client, WorkflowStub child) {
    child.cancel();
    CancelRequest.awaitArrival(client, child.describe().getExecution());
  }

  private static void forEach(
      WorkflowClient client,
      WorkflowExecution parent,
      BiConsumer<WorkflowStub, ParentClosePolicy> action) {
    client.fetchHistory(parent.getWorkflowId(), parent.getRunId()).getEvents().stream()
        .filter(event -> event.hasStartChildWorkflowExecutionInitiatedEventAttributes())
        .map(event -> event.getStartChildWorkflowExecutionInitiatedEventAttributes())
        .forEach(
            started -> {
              try {
                action.accept(
                    client.newUntypedWorkflowStub(started.getWorkflowId()),
                    started.getParentClosePolicy());
              } catch (WorkflowNotFoundException e) {
                // It has ended before.
              }
            });
  }
}
