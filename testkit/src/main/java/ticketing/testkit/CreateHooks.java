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

/** Lets the worker die during a create, or holds a create open until the test lets it go. */
final class CreateHooks implements OrderActivities {
  private static final int LIMIT_SECONDS = 10;

  private final OrderActivities behind;
  private final AtomicInteger creates = new AtomicInteger();
  private final Set<Integer> deaths = new HashSet<>();
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private int held;
  private Duration workAfter = Duration.ZERO;
  private int errorPage;

  CreateHooks(OrderActivities behind) {
    this.behind = behind;
  }

  /** The worker dies during this create: it is never answered, and its attempt times out. */
  void dieIn(int create) {
    deaths.add(create);
  }

  /** This create is held open, its work done, until {@link #release}. */
  void hold(int create) {
    held = create;
  }

  /** The held create does its work this long after it began, in skipped time, and not before. */
  void work(Duration afterItBegan) {
    workAfter = afterItBegan;
  }

  /** What fails brings an error page of so many characters with it. */
  void failWithErrorPage(int characters) {
    errorPage = characters;
  }

  /** Waits until the held create is open. False if that does not happen. */
  boolean awaitHeld() throws InterruptedException {
    return entered.await(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  void release() {
    released.countDown();
  }

  @Override
  public String createTicket(Token token, Reservation reservation) {
    int create = creates.incrementAndGet();
    if (deaths.contains(create)) {
      withNobodyToHear(() -> behind.createTicket(token, reservation));
      ActivityExecutionContext context = Activity.getExecutionContext();
      if (!context.getInfo().isLocal()) {
        neverAnswer(context);
        return null;
      }
      // Temporal has not heard of a local activity yet: the next worker begins it again.
    }
    if (create == held && !workAfter.isZero()) {
      holdOpen();
      awaitMoment(TestTemporal.beginOf(Activity.getExecutionContext().getInfo()).plus(workAfter));
      return behind.createTicket(token, reservation);
    }
    try {
      return behind.createTicket(token, reservation);
    } catch (ApplicationFailure e) {
      throw errorPage == 0 ? e : withErrorPage(e);
    } finally {
      if (create == held) {
        holdOpen();
      }
    }
  }

  private ApplicationFailure withErrorPage(ApplicationFailure e) {
    String message = e.getOriginalMessage() + " <html>" + ".".repeat(errorPage);
    return ApplicationFailure.newFailure(message, e.getType());
  }

  private void holdOpen() {
    entered.countDown();
    await(released);
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("The test held a create open and did not let it go");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitMoment(Instant moment) {
    TestTemporal temporal = TestTemporal.instance();
    CountDownLatch reached = new CountDownLatch(1);
    temporal
        .timer()
        .after(Duration.between(temporal.clock().instant(), moment), reached::countDown);
    temporal.skipTo(moment);
    await(reached);
  }

  private static void withNobodyToHear(Runnable create) {
    try {
      create.run();
    } catch (ApplicationFailure e) {
      // What the create came to, nobody hears.
    }
  }

  private static void neverAnswer(ActivityExecutionContext context) {
    context.doNotCompleteOnReturn();
    TestTemporal.instance().skipTo(TestTemporal.timeOutOf(context.getInfo()));
  }

  @Override
  public Token issueToken(String orderId) {
    return behind.issueToken(orderId);
  }

  @Override
  public Reservation findReservation(Token token, String orderId) {
    return behind.findReservation(token, orderId);
  }

  @Override
  public Optional<String> findTicket(String orderId) {
    return behind.findTicket(orderId);
  }
}
