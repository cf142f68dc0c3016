package ticketing.worker;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;

/**
 * Lets no worker have a sticky queue, at its server or at its client. The test service never takes
 * a workflow task back from that of a worker that died.
 */
public final class NoStickyQueues implements ServerInterceptor, ClientInterceptor {
  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
      @Override
      public void onMessage(Q message) {
        super.onMessage(withoutStickyQueue(message));
      }
    };
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
      @Override
      public void sendMessage(Q message) {
        super.sendMessage(withoutStickyQueue(message));
      }
    };
  }

  @SuppressWarnings("unchecked")
  private static <Q> Q withoutStickyQueue(Q message) {
    return message instanceof RespondWorkflowTaskCompletedRequest request
        ? (Q) request.toBuilder().clearStickyAttributes().build()
        : message;
  }
}
