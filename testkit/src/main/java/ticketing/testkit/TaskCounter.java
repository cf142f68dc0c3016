package ticketing.testkit;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the workflow tasks and activity tasks that workers complete: the progress of an order. */
final class TaskCounter implements ClientInterceptor {
  private final AtomicInteger completed = new AtomicInteger();

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    if (method.getBareMethodName().startsWith("Respond")) {
      completed.incrementAndGet();
    }
    return next.newCall(method, options);
  }

  int completed() {
    return completed.get();
  }
}
