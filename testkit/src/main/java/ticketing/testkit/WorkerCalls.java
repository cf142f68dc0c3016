package ticketing.testkit;

import com.google.protobuf.ByteString;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueResponse;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/**
 * Intercepts the calls of the workers: counts the tasks that they complete, which are the progress
 * of an order, lets a listener replace the completion of a workflow task, and adds the {@link
 * EarlySuggestion}.
 */
final class WorkerCalls implements ClientInterceptor {
  /** How many workflow tasks and activity tasks the workers have completed. */
  final AtomicInteger completed = new AtomicInteger();

  /** Returns what a task of the workflow with this ID completes with. */
  volatile BiFunction<
          String, RespondWorkflowTaskCompletedRequest, RespondWorkflowTaskCompletedRequest>
      completion = (workflowId, request) -> request;

  private final Map<ByteString, String> workflowIds = new ConcurrentHashMap<>();

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    if (method.getBareMethodName().startsWith("Respond")) {
      completed.incrementAndGet();
    }
    return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
      @Override
      public void start(Listener<A> listener, Metadata headers) {
        super.start(
            new SimpleForwardingClientCallListener<>(listener) {
              @Override
              public void onMessage(A message) {
                if (message instanceof PollWorkflowTaskQueueResponse task) {
                  workflowIds.put(task.getTaskToken(), task.getWorkflowExecution().getWorkflowId());
                }
                super.onMessage(EarlySuggestion.in(message));
              }
            },
            headers);
      }

      @Override
      @SuppressWarnings("unchecked")
      public void sendMessage(Q message) {
        super.sendMessage(
            message instanceof RespondWorkflowTaskCompletedRequest request
                ? (Q) completion.apply(workflowIds.remove(request.getTaskToken()), request)
                : message);
      }
    };
  }
}
