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
    return firstSuggestion(history) < history.getEventsCount();
  }

  private static History withSuggestion(History history) {
    History.Builder changed = history.toBuilder();
    changed.getEventsBuilderList().stream()
        .skip(firstSuggestion(history))
        .filter(HistoryEvent.Builder::hasWorkflowTaskStartedEventAttributes)
        .forEach(
            event ->
                event.getWorkflowTaskStartedEventAttributesBuilder().setSuggestContinueAsNew(true));
    return changed.build();
  }

  /** Returns the index of the first event after which Temporal suggests it. */
  private static int firstSuggestion(History history) {
    if (history.getEventsCount() > 0 && isSoon(history.getEvents(0))) {
      Set<Long> creates = new HashSet<>();
      for (int i = 0; i < Math.min(EVENTS, history.getEventsCount()); i++) {
        HistoryEvent event = history.getEvents(i);
        if (Histories.isCreate(event)) {
          creates.add(event.getEventId());
        }
        if (creates.contains(failedActivity(event))) {
          return i;
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
