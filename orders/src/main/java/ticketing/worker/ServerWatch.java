package ticketing.worker;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Calls the server every second and prints when it stops answering and when it is back. The SDK
 * retries without a message.
 */
final class ServerWatch implements AutoCloseable {
  private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long ANSWER_SECONDS = 2;

  private final String address;
  private final WorkflowServiceStubs stubs;
  private final Consumer<String> printer;
  private volatile boolean closed;
  private int failures;
  private long failingSince;

  ServerWatch(String address, WorkflowServiceStubs stubs, Consumer<String> printer) {
    this.address = address;
    this.stubs = stubs;
    this.printer = printer;
  }

  void start() {
    Thread thread = new Thread(this::watch, "server watch");
    thread.setDaemon(true);
    thread.start();
  }

  private void watch() {
    while (!closed) {
      try {
        stubs
            .blockingStub()
            .withDeadlineAfter(ANSWER_SECONDS, TimeUnit.SECONDS)
            .getSystemInfo(GetSystemInfoRequest.getDefaultInstance());
        record(Status.Code.OK);
      } catch (StatusRuntimeException e) {
        record(e.getStatus().getCode());
      }
      LockSupport.parkNanos(PERIOD_NANOS);
    }
  }

  synchronized void record(Status.Code code) {
    switch (code) {
      case UNAVAILABLE -> recordFailure("does not answer any more");
      case UNAUTHENTICATED, PERMISSION_DENIED ->
          recordFailure("refuses access. Has the API key or certificate expired?");
      case CANCELLED, DEADLINE_EXCEEDED -> {
        // The server may be slow.
      }
      default -> {
        if (isGone()) {
          long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - failingSince);
          print("Temporal at %s is back, after %d s.".formatted(address, seconds));
        }
        failures = 0;
      }
    }
  }

  /** Ignores a single failure: a load balancer closes a connection now and then. */
  private void recordFailure(String what) {
    failures++;
    if (failures == 1) {
      failingSince = System.nanoTime();
    } else if (failures == 2) {
      print(
          "Temporal at %s %s. The worker keeps trying. A server that keeps its orders in memory, such as the embedded one, loses them when it ends: place them again."
              .formatted(address, what));
    }
  }

  private void print(String line) {
    if (!closed) {
      printer.accept(line);
    }
  }

  synchronized boolean isGone() {
    return failures >= 2;
  }

  @Override
  public void close() {
    closed = true;
  }
}
