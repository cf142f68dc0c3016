package ticketing.testkit;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Kills the worker during a createTicket call, or holds a call open until the test releases it. */
final class CreateHooks {
  /** Only a test that fails waits so long. */
  private static final int LIMIT_SECONDS = 60;

  private final TestTemporal temporal;
  private final Consumer<String> log;
  private final AtomicInteger calls = new AtomicInteger();
  private final CompletableFuture<Void> held = new CompletableFuture<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private boolean killsWorkerInFirst;
  private boolean holdsFirst;
  private Duration writeDelay = Duration.ZERO;

  /** Tells the log what the tests' own calls do not show. */
  CreateHooks(TestTemporal temporal, Consumer<String> log) {
    this.temporal = temporal;
    this.log = log;
  }

  /** Kills the worker during the first call, which then gets no answer and times out. */
  void killWorkerInFirst() {
    killsWorkerInFirst = true;
  }

  boolean killsWorker() {
    return killsWorkerInFirst;
  }

  /** Holds the first call open after its write, until {@link #release}. */
  void holdFirst() {
    holdsFirst = true;
  }

  boolean holds() {
    return holdsFirst;
  }

  /** Makes the held call write this long after it began, in skipped time. */
  void writeHeldAfter(Duration sinceItBegan) {
    writeDelay = sinceItBegan;
  }

  /**
   * Returns the time until D starts: D starts when Temporal gives up the attempt, which for a dead
   * worker is at the timeout.
   */
  Duration untilGivenUp() {
    return killsWorkerInFirst ? temporal.restOfAttempt() : Duration.ZERO;
  }

  /** Completes when the held call is open. */
  CompletableFuture<Void> held() {
    return held;
  }

  void release() {
    released.countDown();
  }

  /** Runs a createTicket call with the hooks. */
  String call(Supplier<String> create) {
    boolean isFirst = calls.getAndIncrement() == 0;
    boolean isHeld = isFirst && holdsFirst;
    if (isFirst && killsWorkerInFirst) {
      try {
        create.get();
      } catch (ApplicationFailure e) {
        // The worker dies before it can report the outcome.
      }
      log.accept("the worker dies before it can pass the answer on");
      ActivityExecutionContext context = Activity.getExecutionContext();
      if (!context.getInfo().isLocal()) {
        context.doNotCompleteOnReturn();
        temporal.skipTo(TestTemporal.timeOutOf(context.getInfo()));
        return null;
      }
      // Temporal does not yet know about a local activity, so the next worker runs it again.
    }
    if (isHeld && !writeDelay.isZero()) {
      holdOpen();
      temporal.awaitTime(
          TestTemporal.beginOf(Activity.getExecutionContext().getInfo()).plus(writeDelay));
      return create.get();
    }
    try {
      return create.get();
    } finally {
      if (isHeld) {
        holdOpen();
      }
    }
  }

  private void holdOpen() {
    held.complete(null);
    if (!await(released)) {
      throw new IllegalStateException(
          "The test did not release the createTicket call that it held");
    }
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
