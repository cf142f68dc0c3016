package ticketing.worker;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Asks the server every second whether it is there, and prints when it stops answering and when it
 * is back. The SDK retries by itself, and says nothing.
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

  /** Of the server at this address. It prints a line at a time. */
  ServerWatch(String address, WorkflowServiceStubs stubs, Consumer<String> printer) {
    this.address = address;
    this.stubs = stubs;
    this.printer = printer;
  }

  /** Starts to watch. */
  void start() {
    Thread thread =
        new Thread(
            () -> {
              while (!closed) {
                record(ask());
                LockSupport.parkNanos(PERIOD_NANOS);
              }
            },
            "server watch");
    thread.setDaemon(true);
    thread.start();
  }

  private Status.Code ask() {
    try {
      stubs
          .blockingStub()
          .withDeadlineAfter(ANSWER_SECONDS, TimeUnit.SECONDS)
          .getSystemInfo(GetSystemInfoRequest.getDefaultInstance());
      return Status.Code.OK;
    } catch (StatusRuntimeException e) {
      return e.getStatus().getCode();
    }
  }

  /** One failure is no news: a load balancer closes a connection now and then. */
  synchronized void record(Status.Code code) {
    switch (code) {
      case UNAVAILABLE -> fail("does not answer any more");
      case UNAUTHENTICATED, PERMISSION_DENIED ->
          fail("refuses access. Has the API key or certificate expired?");
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

  private void fail(String how) {
    failures++;
    if (failures == 1) {
      failingSince = System.nanoTime();
    } else if (failures == 2) {
      print(
          "Temporal at %s %s. The worker keeps trying. A server that keeps its orders in memory, such as the embedded one, loses them when it ends: place them again."
              .formatted(address, how));
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
