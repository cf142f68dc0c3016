package ticketing.testkit;

import com.google.protobuf.util.Durations;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.enums.v1.RetryState;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.WorkflowExecutionFailedEventAttributes;
import io.temporal.client.WorkflowClient;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.worker.Worker;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import ticketing.worker.ReplayDifference;

/**
 * Reads the recorded histories of a workflow and of all that it led to: runs it continued as,
 * retries, child workflows.
 */
public final class Histories {
  private Histories() {}

  /** Returns them all, for a replay. A child that is retried for days has thousands. */
  public static List<WorkflowExecutionHistory> of(WorkflowClient client, WorkflowExecution first) {
    return stored(client, first, Integer.MAX_VALUE).stream().map(Histories::replayable).toList();
  }

  /** Returns at most so many of them as the server stores them; some cannot be replayed. */
  public static List<WorkflowExecutionHistory> stored(
      WorkflowClient client, WorkflowExecution first, int limit) {
    Queue<WorkflowExecution> waiting = new ArrayDeque<>(List.of(first));
    Set<WorkflowExecution> seen = new HashSet<>(waiting);
    List<WorkflowExecutionHistory> histories = new ArrayList<>();
    while (!waiting.isEmpty() && histories.size() < limit) {
      WorkflowExecution next = waiting.remove();
      WorkflowExecutionHistory history = client.fetchHistory(next.getWorkflowId(), next.getRunId());
      histories.add(history);
      history.getEvents().stream()
          .map(event -> startedBy(event, next.getWorkflowId()))
          .filter(run -> !run.getRunId().isEmpty() && seen.add(run))
          .forEach(waiting::add);
    }
    return histories;
  }

  /** The run of a child, or the next run of the workflow itself; without a run ID if none. */
  private static WorkflowExecution startedBy(HistoryEvent event, String workflowId) {
    String nextRun =
        switch (event.getAttributesCase()) {
          case WORKFLOW_EXECUTION_CONTINUED_AS_NEW_EVENT_ATTRIBUTES ->
              event.getWorkflowExecutionContinuedAsNewEventAttributes().getNewExecutionRunId();
          case WORKFLOW_EXECUTION_FAILED_EVENT_ATTRIBUTES ->
              event.getWorkflowExecutionFailedEventAttributes().getNewExecutionRunId();
          case WORKFLOW_EXECUTION_TIMED_OUT_EVENT_ATTRIBUTES ->
              event.getWorkflowExecutionTimedOutEventAttributes().getNewExecutionRunId();
          default -> "";
        };
    return event.hasChildWorkflowExecutionStartedEventAttributes()
        ? event.getChildWorkflowExecutionStartedEventAttributes().getWorkflowExecution()
        : WorkflowExecution.newBuilder().setWorkflowId(workflowId).setRunId(nextRun).build();
  }

  /**
   * Makes a history replayable. The test service closes a run that will be retried as "continued as
   * new", where a real server closes it as "failed"; and no workflow code repeats a termination.
   */
  private static WorkflowExecutionHistory replayable(WorkflowExecutionHistory history) {
    HistoryEvent last = history.getLastEvent();
    History.Builder changed = history.getHistory().toBuilder();
    int index = changed.getEventsCount() - 1;
    if (last.hasWorkflowExecutionTerminatedEventAttributes()) {
      changed.removeEvents(index);
    } else if (isRetry(last)) {
      changed.setEvents(
          index,
          last.toBuilder()
              .setEventType(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_FAILED)
              .setWorkflowExecutionFailedEventAttributes(
                  WorkflowExecutionFailedEventAttributes.newBuilder()
                      .setRetryState(RetryState.RETRY_STATE_IN_PROGRESS)
                      .setNewExecutionRunId(
                          last.getWorkflowExecutionContinuedAsNewEventAttributes()
                              .getNewExecutionRunId()))
              .build());
    }
    return new WorkflowExecutionHistory(
        changed.build(), history.getWorkflowExecution().getWorkflowId());
  }

  private static boolean isRetry(HistoryEvent last) {
    return Durations.toMillis(
            last.getWorkflowExecutionContinuedAsNewEventAttributes().getBackoffStartInterval())
        > 0;
  }

  /** Returns whether the workflow's code was given a task that it has not completed. */
  static boolean hasOpenTask(WorkflowClient client, WorkflowExecution run) {
    List<EventType> types = eventTypes(client, run);
    return types.lastIndexOf(EventType.EVENT_TYPE_WORKFLOW_TASK_SCHEDULED)
        > types.lastIndexOf(EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED);
  }

  /**
   * Waits, for at most a second, until a cancel request has reached an open activity of the
   * workflow or of a child, or the workflow has closed. The test service cannot cope with an
   * activity that completes before that.
   */
  public static void awaitCancelRequest(WorkflowClient client, WorkflowExecution run) {
    ShortWait.until(
        () ->
            of(client, run).stream()
                .flatMap(history -> history.getEvents().stream())
                .map(HistoryEvent::getEventType)
                .anyMatch(
                    type ->
                        type == EventType.EVENT_TYPE_ACTIVITY_TASK_CANCEL_REQUESTED
                            || type == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CANCELED));
  }

  /**
   * Waits, for at most a second, until the workflow has handled a cancel request, and its own
   * requests have reached its children. Nothing stops skipped time on that way, and the test
   * service loses a child's task if the request arrives while the child does something.
   */
  public static void awaitCancelPassedOn(WorkflowClient client, WorkflowExecution run) {
    ShortWait.until(
        () -> {
          List<EventType> types = eventTypes(client, run);
          return types.lastIndexOf(EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED)
                  > types.lastIndexOf(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CANCEL_REQUESTED)
              && Collections.frequency(
                      types,
                      EventType.EVENT_TYPE_REQUEST_CANCEL_EXTERNAL_WORKFLOW_EXECUTION_INITIATED)
                  == Collections.frequency(
                      types, EventType.EVENT_TYPE_EXTERNAL_WORKFLOW_EXECUTION_CANCEL_REQUESTED);
        });
  }

  private static List<EventType> eventTypes(WorkflowClient client, WorkflowExecution run) {
    return client.fetchHistory(run.getWorkflowId(), run.getRunId()).getEvents().stream()
        .map(HistoryEvent::getEventType)
        .toList();
  }

  /** Replays the histories as a restarted worker would. Returns where the code differs. */
  public static Optional<String> differenceInReplay(
      List<WorkflowExecutionHistory> histories, Worker worker) {
    for (WorkflowExecutionHistory history : histories) {
      try {
        worker.replayWorkflowExecution(history);
      } catch (Exception e) {
        return Optional.of(ReplayDifference.of(e));
      }
    }
    return Optional.empty();
  }

  /** Returns whether the ASCII text is in these histories, in a payload or a failure message. */
  public static boolean contain(List<WorkflowExecutionHistory> histories, String text) {
    // The text form of an event has payloads as text too, with all but ASCII escaped.
    return histories.stream()
        .flatMap(history -> history.getEvents().stream())
        .anyMatch(event -> event.toString().contains(text));
  }
}
