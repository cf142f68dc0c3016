package ticketing.testkit;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import ticketing.order.OrderActivities;
import ticketing.system.Reservation;
import ticketing.system.Token;

/** Kills the worker during a create, or holds a create open until the test releases it. */
final class CreateHooks implements OrderActivities {
  private static final int LIMIT_SECONDS = 10;

  private final TestTemporal temporal;
  private final AtomicInteger creates = new AtomicInteger();
  private final Set<Integer> workerDeaths = new HashSet<>();
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private OrderActivities target;
  private int held;
  private Duration writeAfter = Duration.ZERO;
  private int errorPage;

  CreateHooks(TestTemporal temporal) {
    this.temporal = temporal;
  }

  /** Sets what the calls go to. Call this before the order is placed. */
  void target(OrderActivities activities) {
    target = activities;
  }

  /** Kills the worker during this create, from 1: it is never answered, and times out. */
  void killWorkerIn(int create) {
    workerDeaths.add(create);
  }

  boolean killsWorker() {
    return !workerDeaths.isEmpty();
  }

  /** Holds the first create open, its work done, until {@link #release}. */
  void holdFirst() {
    held = 1;
  }

  boolean holds() {
    return held > 0;
  }

  /** Lets the held create do its work this long after it began, in skipped time. */
  void writeHeldAfter(Duration sinceItBegan) {
    writeAfter = sinceItBegan;
  }

  /** Adds an error page of so many characters to every failure. */
  void failWithErrorPage(int characters) {
    errorPage = characters;
  }

  /** Waits until the held create is open. Returns false if that does not happen. */
  boolean awaitHeld() throws InterruptedException {
    return entered.await(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  void release() {
    released.countDown();
  }

  @Override
  public String createTicket(Token token, Reservation reservation) {
    int create = creates.incrementAndGet();
    if (workerDeaths.contains(create)) {
      try {
        target.createTicket(token, reservation);
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
    if (create == held && !writeAfter.isZero()) {
      holdOpen();
      skipTo(TestTemporal.beginOf(Activity.getExecutionContext().getInfo()).plus(writeAfter));
      return target.createTicket(token, reservation);
    }
    try {
      return target.createTicket(token, reservation);
    } catch (ApplicationFailure e) {
      if (errorPage == 0) {
        throw e;
      }
      throw ApplicationFailure.newFailure(
          e.getOriginalMessage() + " <html>" + ".".repeat(errorPage), e.getType());
    } finally {
      if (create == held) {
        holdOpen();
      }
    }
  }

  private void holdOpen() {
    entered.countDown();
    await(released);
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("The test held a create open and did not release it");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void skipTo(Instant moment) {
    CountDownLatch reached = new CountDownLatch(1);
    temporal.after(Duration.between(temporal.clock().instant(), moment), reached::countDown);
    temporal.skipTo(moment);
    await(reached);
  }

  @Override
  public Token issueToken(String orderId) {
    return target.issueToken(orderId);
  }

  @Override
  public Reservation findReservation(Token token, String orderId) {
    return target.findReservation(token, orderId);
  }

  @Override
  public Optional<String> findTicket(String orderId) {
    return target.findTicket(orderId);
  }
}
