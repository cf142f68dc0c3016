package ticketing.testkit;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.history.v1.StartChildWorkflowExecutionInitiatedEventAttributes;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;

/**
 * Does to the children of a workflow that was closed what their parent close policy says. A real
 * server does it by itself; the test service lets every child live.
 *
 * @see <a href="https://docs.temporal.io/parent-close-policy">Temporal: Parent Close Policy</a>
 */
final class ParentClosePolicies {
  private ParentClosePolicies() {}

  /** Ends or cancels the children of this parent, or lets them be. */
  static void apply(WorkflowClient client, WorkflowExecution parent) {
    client.fetchHistory(parent.getWorkflowId(), parent.getRunId()).getEvents().stream()
        .filter(event -> event.hasStartChildWorkflowExecutionInitiatedEventAttributes())
        .map(event -> event.getStartChildWorkflowExecutionInitiatedEventAttributes())
        .forEach(child -> apply(client, child));
  }

  private static void apply(
      WorkflowClient client, StartChildWorkflowExecutionInitiatedEventAttributes initiated) {
    WorkflowStub child = client.newUntypedWorkflowStub(initiated.getWorkflowId());
    try {
      switch (initiated.getParentClosePolicy()) {
        case PARENT_CLOSE_POLICY_ABANDON -> {}
        case PARENT_CLOSE_POLICY_REQUEST_CANCEL -> {
          child.cancel();
          CancelRequest.awaitArrival(client, child.describe().getExecution());
        }
        default -> child.terminate("Its parent is closed.");
      }
    } catch (WorkflowNotFoundException e) {
      // It has ended before.
    }
  }
}
