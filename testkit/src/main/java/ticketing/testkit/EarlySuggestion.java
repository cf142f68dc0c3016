package ticketing.testkit;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryResponse;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueResponse;
import java.util.HashSet;
import java.util.Set;

/**
 * Lets Temporal suggest continuing as new after {@value #EVENTS} events instead of thousands, so
 * that a long outage costs little time; for an order whose ID begins with {@value #SOON}, after the
 * first failed create.
 */
public final class EarlySuggestion implements ClientInterceptor {
  /** The number of events after which Temporal suggests continuing as new. */
  public static final int EVENTS = 200;

  /** The beginning of the ID of an order for which Temporal suggests it soon. */
  public static final String SOON = "order-soon-";

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
      @Override
      public void start(Listener<A> listener, Metadata headers) {
        super.start(
            new SimpleForwardingClientCallListener<>(listener) {
              @Override
              public void onMessage(A message) {
                super.onMessage(withSuggestion(message));
              }
            },
            headers);
      }
    };
  }

  @SuppressWarnings("unchecked")
  private static <A> A withSuggestion(A message) {
    if (message instanceof PollWorkflowTaskQueueResponse task && suggests(task.getHistory())) {
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
   * workflow gets only the new events.
   */
  private static long firstSuggestion(History history) {
    if (isSoon(history.getEvents(0))) {
      Set<Long> creates = new HashSet<>();
      for (HistoryEvent event : history.getEventsList()) {
        if (Histories.isCreate(event)) {
          creates.add(event.getEventId());
        }
        if (creates.contains(failedActivity(event))) {
          return Math.min(EVENTS, event.getEventId());
        }
      }
    }
    return EVENTS;
  }

  /** Returns the event that scheduled the activity that failed or timed out; 0 if none did. */
  private static long failedActivity(HistoryEvent event) {
    return event.hasActivityTaskTimedOutEventAttributes()
        ? event.getActivityTaskTimedOutEventAttributes().getScheduledEventId()
        : event.getActivityTaskFailedEventAttributes().getScheduledEventId();
  }

  private static boolean isSoon(HistoryEvent started) {
    return started
        .getWorkflowExecutionStartedEventAttributes()
        .getInput()
        .getPayloadsList()
        .stream()
        .anyMatch(payload -> payload.getData().toStringUtf8().contains(SOON));
  }
}
