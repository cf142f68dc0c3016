package ticketing.worker;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall;
import io.grpc.ForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueResponse;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes the first workflow task of a run that this process gets a first attempt. Of later attempts
 * the SDK does not report why they fail, so a worker that is started again with code that is still
 * wrong would say nothing.
 */
final class FirstAttempts implements ClientInterceptor {
  private final Set<String> runs = ConcurrentHashMap.newKeySet();

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    return new ForwardingClientCall.SimpleForwardingClientCall<>(next.newCall(method, options)) {
      @Override
      public void start(Listener<A> listener, Metadata headers) {
        super.start(
            new ForwardingClientCallListener.SimpleForwardingClientCallListener<>(listener) {
              @Override
              @SuppressWarnings("unchecked")
              public void onMessage(A message) {
                super.onMessage(
                    message instanceof PollWorkflowTaskQueueResponse task && isFirst(task)
                        ? (A) task.toBuilder().setAttempt(1).build()
                        : message);
              }
            },
            headers);
      }
    };
  }

  private boolean isFirst(PollWorkflowTaskQueueResponse task) {
    return task.hasWorkflowExecution() && runs.add(task.getWorkflowExecution().getRunId());
  }
}
