package ticketing.testkit;

import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import io.temporal.api.command.v1.Command;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.enums.v1.RetryState;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.WorkflowExecutionFailedEventAttributes;
import io.temporal.client.WorkflowClient;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.worker.Worker;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Stream;
import ticketing.order.CancellationMemo;
import ticketing.worker.ReplayDifference;

/** Reads the histories of a workflow and of all that it started: next runs, retries, children. */
public final class Histories {
  /** The activity type of a create. */
  public static final String CREATE = "CreateTicket";

  private static final EventType CANCEL_REQUESTED =
      EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CANCEL_REQUESTED;

  private Histories() {}

  /** Returns all histories, replayable. A child that is retried for days has thousands. */
  public static List<WorkflowExecutionHistory> of(WorkflowClient client, WorkflowExecution first) {
    return stored(client, first, Integer.MAX_VALUE).stream().map(Histories::replayable).toList();
  }

  /** Returns at most {@code limit} histories as the server stores them; some cannot be replayed. */
  public static List<WorkflowExecutionHistory> stored(
      WorkflowClient client, WorkflowExecution first, int limit) {
    Queue<WorkflowExecution> unread = new ArrayDeque<>(List.of(first));
    Set<WorkflowExecution> seen = new HashSet<>(unread);
    List<WorkflowExecutionHistory> histories = new ArrayList<>();
    while (!unread.isEmpty() && histories.size() < limit) {
      WorkflowExecution next = unread.remove();
      WorkflowExecutionHistory history = client.fetchHistory(next.getWorkflowId(), next.getRunId());
      histories.add(history);
      history.getEvents().stream()
          .map(event -> startedBy(event, next.getWorkflowId()))
          .filter(run -> !run.getRunId().isEmpty() && seen.add(run))
          .forEach(unread::add);
    }
    return histories;
  }

  /** Returns what a run has recorded of its ticket, in order, as JSON. */
  public static List<String> recorded(WorkflowExecutionHistory history) {
    return history.getEvents().stream()
        .filter(HistoryEvent::hasWorkflowPropertiesModifiedEventAttributes)
        .map(event -> event.getWorkflowPropertiesModifiedEventAttributes().getUpsertedMemo())
        .map(memo -> memo.getFieldsOrThrow(CancellationMemo.OUTCOME).getData().toStringUtf8())
        .toList();
  }

  /** Returns the child run or next run that an event started; without a run ID if there is none. */
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
   * Makes a history replayable. If a run will be retried, the test service closes it as "continued
   * as new", while a real server closes it as "failed". A termination is removed, because no
   * workflow code can repeat it.
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

  /** Returns when runs have continued as new. */
  static Stream<Instant> continuations(List<WorkflowExecutionHistory> histories) {
    return histories.stream()
        .map(WorkflowExecutionHistory::getLastEvent)
        .filter(HistoryEvent::hasWorkflowExecutionContinuedAsNewEventAttributes)
        .filter(last -> !isRetry(last))
        .map(last -> Instant.ofEpochMilli(Timestamps.toMillis(last.getEventTime())));
  }

  private static boolean isRetry(HistoryEvent last) {
    return Durations.toMillis(
            last.getWorkflowExecutionContinuedAsNewEventAttributes().getBackoffStartInterval())
        > 0;
  }

  /** Returns whether the workflow has a task that its worker has not completed. */
  static boolean hasOpenTask(WorkflowClient client, WorkflowExecution run) {
    List<EventType> types = eventTypes(client, run);
    return types.lastIndexOf(EventType.EVENT_TYPE_WORKFLOW_TASK_SCHEDULED)
        > types.lastIndexOf(EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED);
  }

  /**
   * Waits at most a second until the workflow, or a child, has handled a cancellation request, and
   * its own requests have reached its children. The test service cannot handle an activity that
   * completes earlier, and loses a child's task if the request arrives while the child is active.
   */
  public static void awaitCancelHandled(WorkflowClient client, WorkflowExecution run) {
    ShortWait.until(
        () -> {
          List<List<EventType>> cancelled =
              of(client, run).stream()
                  .map(Histories::eventTypes)
                  .filter(types -> types.contains(CANCEL_REQUESTED))
                  .toList();
          return !cancelled.isEmpty() && cancelled.stream().allMatch(Histories::isPassedOn);
        });
  }

  private static boolean isPassedOn(List<EventType> types) {
    boolean closed = types.contains(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CANCELED);
    int handled = types.lastIndexOf(EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED);
    return (closed || handled > types.lastIndexOf(CANCEL_REQUESTED))
        && Collections.frequency(
                types, EventType.EVENT_TYPE_REQUEST_CANCEL_EXTERNAL_WORKFLOW_EXECUTION_INITIATED)
            == Collections.frequency(
                types, EventType.EVENT_TYPE_EXTERNAL_WORKFLOW_EXECUTION_CANCEL_REQUESTED);
  }

  /** Returns whether the workflow has asked an activity to cancel. */
  public static boolean hasCancelRequestOfActivity(WorkflowClient client, WorkflowExecution run) {
    return eventTypes(client, run).contains(EventType.EVENT_TYPE_ACTIVITY_TASK_CANCEL_REQUESTED);
  }

  private static List<EventType> eventTypes(WorkflowClient client, WorkflowExecution run) {
    return eventTypes(client.fetchHistory(run.getWorkflowId(), run.getRunId()));
  }

  private static List<EventType> eventTypes(WorkflowExecutionHistory history) {
    return history.getEvents().stream().map(HistoryEvent::getEventType).toList();
  }

  /** Waits until the workflow has an activity with this ID. */
  public static void awaitActivity(String id, WorkflowClient client, WorkflowExecution run) {
    ShortWait.until(
        () ->
            client.fetchHistory(run.getWorkflowId(), run.getRunId()).getEvents().stream()
                .map(event -> event.getActivityTaskScheduledEventAttributes().getActivityId())
                .anyMatch(id::equals));
  }

  /** Returns the failure that ended a run. */
  static Failure failure(WorkflowExecutionHistory history) {
    return history.getLastEvent().getWorkflowExecutionFailedEventAttributes().getFailure();
  }

  /** Returns the failure of the attempt before this run, which is a retry. */
  static Failure failureOfLastAttempt(WorkflowExecutionHistory history) {
    return history
        .getEvents()
        .get(0)
        .getWorkflowExecutionStartedEventAttributes()
        .getContinuedFailure();
  }

  /** Returns all events of these histories. */
  static Stream<HistoryEvent> events(List<WorkflowExecutionHistory> histories) {
    return histories.stream().flatMap(history -> history.getEvents().stream());
  }

  /** Returns the workflow IDs of the children that Temporal did not start. */
  public static Stream<String> refusedChildren(List<WorkflowExecutionHistory> histories) {
    return events(histories)
        .filter(HistoryEvent::hasStartChildWorkflowExecutionFailedEventAttributes)
        .map(event -> event.getStartChildWorkflowExecutionFailedEventAttributes().getWorkflowId());
  }

  /** Returns what is around the failure of an activity or a child, if it ended a run. */
  static Optional<String> wrapper(Failure failure) {
    return switch (failure.getFailureInfoCase()) {
      case ACTIVITY_FAILURE_INFO -> Optional.of("an ActivityFailure");
      case CHILD_WORKFLOW_EXECUTION_FAILURE_INFO -> Optional.of("a ChildWorkflowFailure");
      default -> Optional.empty();
    };
  }

  /** Returns whether a command ends a run, which returns, fails, is cancelled or continues. */
  public static boolean endsRun(Command command) {
    return command.hasCompleteWorkflowExecutionCommandAttributes()
        || command.hasFailWorkflowExecutionCommandAttributes()
        || command.hasCancelWorkflowExecutionCommandAttributes()
        || command.hasContinueAsNewWorkflowExecutionCommandAttributes();
  }

  /** Returns how many creates a run made after Temporal suggested continuing as new. */
  static int createsAfterSuggestion(WorkflowExecutionHistory history) {
    return (int)
        history.getEvents().stream()
            .dropWhile(
                event -> !event.getWorkflowTaskStartedEventAttributes().getSuggestContinueAsNew())
            .filter(Histories::isCreate)
            .count();
  }

  /** Returns whether the workflow makes a create with this event. */
  static boolean isCreate(HistoryEvent event) {
    String type = event.getActivityTaskScheduledEventAttributes().getActivityType().getName();
    return type.equals(CREATE);
  }

  /** Replays the histories as a restarted worker does; returns the first difference, if any. */
  public static Optional<String> differenceInReplay(
      List<WorkflowExecutionHistory> histories, Worker worker) {
    for (WorkflowExecutionHistory history : histories) {
      try {
        worker.replayWorkflowExecution(history);
      } catch (Exception e) {
        return Optional.of(ReplayDifference.of(String.valueOf(e.getMessage())));
      }
    }
    return Optional.empty();
  }
}
