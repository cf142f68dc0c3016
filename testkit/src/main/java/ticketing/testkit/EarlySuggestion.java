package ticketing.testkit;

import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryResponse;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueResponse;

/**
 * Lets Temporal suggest continuing as new after {@value #EVENTS} events instead of thousands, so
 * that a long outage costs little time; for an order whose ID begins with {@value #SOON}, after the
 * first failed create.
 */
public final class EarlySuggestion {
  /** The number of events after which Temporal suggests continuing as new. */
  public static final int EVENTS = 200;

  /** The beginning of the ID of an order for which Temporal suggests it soon. */
  public static final String SOON = "order-soon-";

  /** The beginning of the ID of an order for which only the server suggests it. */
  public static final String NEVER = "order-never-";

  private EarlySuggestion() {}

  /** Returns what the server has sent, with the suggestion if it contains a long history. */
  @SuppressWarnings("unchecked")
  static <A> A in(A message) {
    if (message instanceof PollWorkflowTaskQueueResponse task
        && !task.getWorkflowExecution().getWorkflowId().startsWith(NEVER)
        && suggests(task.getHistory())) {
      return (A) task.toBuilder().setHistory(withSuggestion(task.getHistory())).build();
    }
    if (message instanceof GetWorkflowExecutionHistoryResponse answer
        && suggests(answer.getHistory())) {
      return (A) answer.toBuilder().setHistory(withSuggestion(answer.getHistory())).build();
    }
    return message;
  }

  private static boolean suggests(History history) {
    int count = history.getEventsCount();
    return count > 0 && history.getEvents(count - 1).getEventId() > firstSuggestion(history);
  }

  private static History withSuggestion(History history) {
    long first = firstSuggestion(history);
    History.Builder changed = history.toBuilder();
    changed.getEventsBuilderList().stream()
        .filter(event -> event.getEventId() > first)
        .filter(HistoryEvent.Builder::hasWorkflowTaskStartedEventAttributes)
        .forEach(
            event ->
                event.getWorkflowTaskStartedEventAttributesBuilder().setSuggestContinueAsNew(true));
    return changed.build();
  }

  /**
   * Returns the ID of the event after which Temporal suggests it. A worker that has cached the
   * workflow gets only the new events; otherwise, an event has the index before its ID.
   */
  private static long firstSuggestion(History history) {
    if (!isOf(SOON, history.getEvents(0))) {
      return isOf(NEVER, history.getEvents(0)) ? Long.MAX_VALUE : EVENTS;
    }
    return history.getEventsList().stream()
        .takeWhile(event -> event.getEventId() < EVENTS)
        .filter(event -> Histories.isCreate(history.getEvents(failedActivity(event))))
        .mapToLong(HistoryEvent::getEventId)
        .findFirst()
        .orElse(EVENTS);
  }

  /** Returns the index of the event that scheduled the activity that failed; 0 if none did. */
  private static int failedActivity(HistoryEvent event) {
    long scheduled =
        event.hasActivityTaskTimedOutEventAttributes()
            ? event.getActivityTaskTimedOutEventAttributes().getScheduledEventId()
            : event.getActivityTaskFailedEventAttributes().getScheduledEventId();
    return (int) Math.max(0, scheduled - 1);
  }

  /** Returns whether an order's ID begins like this. */
  private static boolean isOf(String prefix, HistoryEvent started) {
    return started
        .getWorkflowExecutionStartedEventAttributes()
        .getInput()
        .getPayloadsList()
        .stream()
        .anyMatch(payload -> payload.getData().toStringUtf8().contains(prefix));
  }
}
