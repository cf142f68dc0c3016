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

/**
 * Lets Temporal suggest continuing as new after {@value #EVENTS} events instead of thousands, so
 * that a long outage costs little time.
 */
public final class EarlySuggestion implements ClientInterceptor {
  /** The number of events after which Temporal suggests continuing as new. */
  public static final int EVENTS = 200;

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
    if (message instanceof PollWorkflowTaskQueueResponse task) {
      return (A) task.toBuilder().setHistory(withSuggestion(task.getHistory())).build();
    }
    if (message instanceof GetWorkflowExecutionHistoryResponse answer) {
      return (A) answer.toBuilder().setHistory(withSuggestion(answer.getHistory())).build();
    }
    return message;
  }

  private static History withSuggestion(History history) {
    // A worker that has cached the workflow gets only the new events.
    int count = history.getEventsCount();
    if (count == 0 || history.getEvents(count - 1).getEventId() <= EVENTS) {
      return history;
    }
    History.Builder changed = history.toBuilder();
    for (HistoryEvent.Builder event : changed.getEventsBuilderList()) {
      if (event.getEventId() > EVENTS && event.hasWorkflowTaskStartedEventAttributes()) {
        event.getWorkflowTaskStartedEventAttributesBuilder().setSuggestContinueAsNew(true);
      }
    }
    return changed.build();
  }
}
