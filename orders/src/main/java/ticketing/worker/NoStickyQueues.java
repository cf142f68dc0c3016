package ticketing.worker;

import io.grpc.ForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;

/**
 * The test service never takes a workflow task back from the sticky queue of a worker that died. So
 * no worker gets one.
 */
final class NoStickyQueues implements ServerInterceptor {
  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    return new ForwardingServerCallListener.SimpleForwardingServerCallListener<>(
        next.startCall(call, headers)) {
      @Override
      @SuppressWarnings("unchecked")
      public void onMessage(Q message) {
        super.onMessage(
            message instanceof RespondWorkflowTaskCompletedRequest request
                ? (Q) request.toBuilder().clearStickyAttributes().build()
                : message);
      }
    };
  }
}
