package ticketing.testkit;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInfo;
import io.temporal.failure.ApplicationFailure;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import ticketing.system.Operation;

/** Kills the worker during a createTicket call, or holds a call open until the test releases it. */
final class CreateHooks implements ActivitiesByOrder.Around {
  /** Completes when the held call is open. */
  final CompletableFuture<Void> held = new CompletableFuture<>();

  /** Completes when the held call may end, at the latest after the test. */
  final CompletableFuture<Void> released = new CompletableFuture<>();

  /** Whether the worker is killed during the first call, which gets no answer and times out. */
  boolean killsWorkerInFirst;

  /** Whether the first call is held open after its write. */
  boolean holdsFirst;

  /** Whether the held call writes a second before it times out, in skipped time. */
  boolean writesBeforeTimeOut;

  private final TestTemporal temporal;
  private final Consumer<String> log;
  private final AtomicInteger calls = new AtomicInteger();

  /** Tells the log what the tests' own calls do not show. */
  CreateHooks(TestTemporal temporal, Consumer<String> log) {
    this.temporal = temporal;
    this.log = log;
  }

  @Override
  public <T> T call(Operation operation, Supplier<T> create) {
    if (operation != Operation.CREATE_TICKET) {
      return create.get();
    }
    boolean isFirst = calls.getAndIncrement() == 0;
    if (isFirst && killsWorkerInFirst) {
      try {
        create.get();
      } catch (ApplicationFailure e) {
        // The worker dies before it can report the outcome.
      }
      log.accept("the worker dies before it can pass the answer on");
      ActivityInfo attempt = Activity.getExecutionContext().getInfo();
      if (!attempt.isLocal()) {
        Activity.getExecutionContext().doNotCompleteOnReturn();
        temporal.skipTo(TestTemporal.timeOutOf(attempt));
        return null;
      }
      // Temporal does not yet know about a local activity, so the next worker runs it again.
    }
    if (!isFirst || !holdsFirst) {
      return create.get();
    }
    ActivityInfo attempt = Activity.getExecutionContext().getInfo();
    try {
      return held(create, attempt);
    } finally {
      if (!temporal.isRunning(TestTemporal.runOf(attempt))) {
        temporal.activityOutlivedItsWorkflow();
      }
    }
  }

  private <T> T held(Supplier<T> create, ActivityInfo attempt) {
    if (writesBeforeTimeOut) {
      holdOpen();
      temporal.awaitTime(TestTemporal.timeOutOf(attempt).minusSeconds(1));
      return create.get();
    }
    try {
      return create.get();
    } finally {
      holdOpen();
    }
  }

  private void holdOpen() {
    held.complete(null);
    released.join();
  }
}
