package ticketing.testkit;

import io.temporal.api.command.v1.Command;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BiConsumer;

/** Reaches the child workflows that a workflow has started. */
public final class Children {
  private Children() {}

  private static final Set<EventType> ANSWERED =
      EnumSet.of(
          EventType.EVENT_TYPE_TIMER_STARTED,
          EventType.EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED,
          EventType.EVENT_TYPE_WORKFLOW_EXECUTION_FAILED,
          EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CANCELED,
          EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW);

  /**
   * Applies the parent close policy to the children of a terminated workflow. A real server does
   * this; the test service lets every child live.
   *
   * @param terminated runs for each child that is terminated, too
   * @see <a href="https://docs.temporal.io/parent-close-policy">Temporal: Parent Close Policy</a>
   */
  static void parentWasTerminated(
      WorkflowClient client, WorkflowExecution parent, Runnable terminated) {
    forEach(
        client,
        parent,
        (child, policy) -> {
          switch (policy) {
            case PARENT_CLOSE_POLICY_ABANDON -> {}
            case PARENT_CLOSE_POLICY_REQUEST_CANCEL -> {
              child.cancel();
              Histories.awaitCancelHandled(client, child.describe().getExecution());
            }
            default -> {
              child.terminate("Its parent is closed.");
              terminated.run();
            }
          }
        });
  }

  /**
   * Returns the request of a task whose children start although the test service knows their IDs:
   * it forgets no workflow that has ended. A child that still runs is refused as always.
   */
  static RespondWorkflowTaskCompletedRequest startedAnew(
      RespondWorkflowTaskCompletedRequest request) {
    RespondWorkflowTaskCompletedRequest.Builder changed = request.toBuilder();
    changed.getCommandsBuilderList().stream()
        .filter(Command.Builder::hasStartChildWorkflowExecutionCommandAttributes)
        .map(Command.Builder::getStartChildWorkflowExecutionCommandAttributesBuilder)
        .forEach(
            child ->
                child.setWorkflowIdReusePolicy(
                    WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE));
    return changed.build();
  }

  /** Asks the children themselves to cancel. */
  public static void cancel(WorkflowClient client, WorkflowExecution parent) {
    forEach(client, parent, (child, policy) -> child.cancel());
  }

  /** Waits, for at most a second, until a run of one of them has ended, or waits for a timer. */
  public static void awaitOneAnswered(WorkflowClient client, WorkflowExecution parent) {
    ShortWait.until(
        () ->
            Histories.of(client, parent).stream()
                .anyMatch(history -> ANSWERED.contains(history.getLastEvent().getEventType())));
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
                // It has already ended.
              }
            });
  }
}
