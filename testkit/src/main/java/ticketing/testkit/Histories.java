package ticketing.testkit;

import com.google.protobuf.util.Durations;
import io.temporal.api.common.v1.Payload;
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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import ticketing.worker.ReplayDifference;

/**
 * The recorded histories of a workflow and all that came of it: runs that it continued as, retries,
 * child workflows.
 */
public final class Histories {
  private final Queue<WorkflowExecution> waiting = new ArrayDeque<>();
  private final Set<WorkflowExecution> seen = new HashSet<>();

  private Histories() {}

  /** Fetches them all, for a replay. A child that is retried for days has thousands. */
  public static List<WorkflowExecutionHistory> of(WorkflowClient client, WorkflowExecution first) {
    return stored(client, first, Integer.MAX_VALUE).stream().map(Histories::replayable).toList();
  }

  /**
   * The same as the server has them, which a replay may not take.
   *
   * @param most of them are fetched
   */
  public static List<WorkflowExecutionHistory> stored(
      WorkflowClient client, WorkflowExecution first, int most) {
    Histories all = new Histories();
    all.add(first.getWorkflowId(), first.getRunId());
    List<WorkflowExecutionHistory> histories = new ArrayList<>();
    while (!all.waiting.isEmpty() && histories.size() < most) {
      WorkflowExecution next = all.waiting.remove();
      WorkflowExecutionHistory history = client.fetchHistory(next.getWorkflowId(), next.getRunId());
      histories.add(history);
      all.addWhatCameOf(next.getWorkflowId(), history);
    }
    return histories;
  }

  private void addWhatCameOf(String workflowId, WorkflowExecutionHistory history) {
    for (HistoryEvent event : history.getEvents()) {
      add(workflowId, nextRunAfter(event));
      if (event.hasChildWorkflowExecutionStartedEventAttributes()) {
        WorkflowExecution child =
            event.getChildWorkflowExecutionStartedEventAttributes().getWorkflowExecution();
        add(child.getWorkflowId(), child.getRunId());
      }
    }
  }

  private void add(String workflowId, String runId) {
    WorkflowExecution execution =
        WorkflowExecution.newBuilder().setWorkflowId(workflowId).setRunId(runId).build();
    if (!runId.isEmpty() && seen.add(execution)) {
      waiting.add(execution);
    }
  }

  /**
   * Makes a history replayable whose end is not. The test service closes a run that will be retried
   * as "continued as new"; a real server closes it as "failed". And a termination is nothing that
   * the workflow's code could do again.
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

  private static String nextRunAfter(HistoryEvent event) {
    return switch (event.getAttributesCase()) {
      case WORKFLOW_EXECUTION_CONTINUED_AS_NEW_EVENT_ATTRIBUTES ->
          event.getWorkflowExecutionContinuedAsNewEventAttributes().getNewExecutionRunId();
      case WORKFLOW_EXECUTION_FAILED_EVENT_ATTRIBUTES ->
          event.getWorkflowExecutionFailedEventAttributes().getNewExecutionRunId();
      case WORKFLOW_EXECUTION_TIMED_OUT_EVENT_ATTRIBUTES ->
          event.getWorkflowExecutionTimedOutEventAttributes().getNewExecutionRunId();
      default -> "";
    };
  }

  /** Whether the workflow's code has been given something to do and has not answered yet. */
  static boolean hasOpenTask(WorkflowClient client, WorkflowExecution run) {
    List<EventType> types =
        client.fetchHistory(run.getWorkflowId(), run.getRunId()).getEvents().stream()
            .map(HistoryEvent::getEventType)
            .toList();
    return types.lastIndexOf(EventType.EVENT_TYPE_WORKFLOW_TASK_SCHEDULED)
        > types.lastIndexOf(EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED);
  }

  /** Replays the histories as a restarted worker would; says where the code took another way. */
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

  /** Whether the text stands anywhere in these histories, in a payload or in a failure message. */
  public static boolean contain(List<WorkflowExecutionHistory> histories, String text) {
    return histories.stream()
        .flatMap(history -> history.getEvents().stream())
        .anyMatch(event -> contains(event, text));
  }

  private static boolean contains(Object value, String text) {
    if (value instanceof Payload payload) {
      return payload.getData().toStringUtf8().contains(text);
    }
    if (value instanceof com.google.protobuf.Message message) {
      return message.getAllFields().values().stream().anyMatch(field -> contains(field, text));
    }
    if (value instanceof Iterable<?> values) {
      for (Object one : values) {
        if (contains(one, text)) {
          return true;
        }
      }
      return false;
    }
    return String.valueOf(value).contains(text);
  }
}
