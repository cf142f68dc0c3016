package ticketing.testkit;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Kills the worker during a create, or holds a create open until the test releases it. */
final class CreateHooks {
  private static final int LIMIT_SECONDS = 10;

  private final TestTemporal temporal;
  private final AtomicInteger creates = new AtomicInteger();
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private boolean killsWorker;
  private boolean holds;
  private Duration writeAfter = Duration.ZERO;
  private int errorPage;

  CreateHooks(TestTemporal temporal) {
    this.temporal = temporal;
  }

  /** Kills the worker during the first create: it is never answered, and times out. */
  void killWorkerInFirst() {
    killsWorker = true;
  }

  /** Holds the first create open, its work done, until {@link #release}. */
  void holdFirst() {
    holds = true;
  }

  boolean holds() {
    return holds;
  }

  /** Lets the held create do its work this long after it began, in skipped time. */
  void writeHeldAfter(Duration sinceItBegan) {
    writeAfter = sinceItBegan;
  }

  /** Adds an error page of so many characters to every failure. */
  void failWithErrorPage(int characters) {
    errorPage = characters;
  }

  /** D starts when Temporal gives the attempt up: if the worker is dead, at its timeout. */
  Duration untilGivenUp() {
    return killsWorker ? temporal.restOfAttempt() : Duration.ZERO;
  }

  /** Waits until the held create is open. Returns false if that does not happen. */
  boolean awaitHeld() {
    return await(entered);
  }

  void release() {
    released.countDown();
  }

  /** Makes a call of createTicket. */
  String call(Supplier<String> create) {
    boolean isFirst = creates.getAndIncrement() == 0;
    boolean isHeld = isFirst && holds;
    if (isFirst && killsWorker) {
      try {
        create.get();
      } catch (ApplicationFailure e) {
        // The worker dies before it can report the outcome.
      }
      ActivityExecutionContext context = Activity.getExecutionContext();
      if (!context.getInfo().isLocal()) {
        context.doNotCompleteOnReturn();
        temporal.skipTo(TestTemporal.timeOutOf(context.getInfo()));
        return null;
      }
      // Temporal does not know of a local activity yet: the next worker runs it again.
    }
    if (isHeld && !writeAfter.isZero()) {
      holdOpen();
      skipTo(TestTemporal.beginOf(Activity.getExecutionContext().getInfo()).plus(writeAfter));
      return create.get();
    }
    try {
      return create.get();
    } catch (ApplicationFailure e) {
      if (errorPage == 0) {
        throw e;
      }
      throw ApplicationFailure.newFailure(
          e.getOriginalMessage() + " <html>" + ".".repeat(errorPage), e.getType());
    } finally {
      if (isHeld) {
        holdOpen();
      }
    }
  }

  private void holdOpen() {
    entered.countDown();
    if (!await(released)) {
      throw new IllegalStateException("The test held a create open and did not release it");
    }
  }

  private void skipTo(Instant moment) {
    CountDownLatch reached = new CountDownLatch(1);
    temporal.after(Duration.between(temporal.clock().instant(), moment), reached::countDown);
    temporal.skipTo(moment);
    if (!await(reached)) {
      throw new IllegalStateException("Skipped time stands still");
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
