package ticketing.testkit;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
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
  private static final Duration LAST_BIT = Duration.ofMillis(100);

  private final OrderActivities behind;
  private final AtomicInteger creates = new AtomicInteger();
  private final Set<Integer> deaths = new HashSet<>();
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private int held;

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
      neverAnswer(() -> behind.createTicket(token, reservation));
      return null;
    }
    try {
      return behind.createTicket(token, reservation);
    } finally {
      if (create == held) {
        holdOpen();
      }
    }
  }

  private void holdOpen() {
    entered.countDown();
    try {
      if (!released.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("The test held a create open and did not let it go");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Skipped time stands still while an activity is open, so somebody has to push it: almost to the
   * time-out, for the test service miscounts when an activity times out while it is being pushed.
   */
  private static void neverAnswer(Runnable create) {
    ActivityExecutionContext context = Activity.getExecutionContext();
    context.doNotCompleteOnReturn();
    try {
      create.run();
    } catch (ApplicationFailure e) {
      // What the create came to, nobody hears.
    }
    long timeOut =
        context.getInfo().getStartedTimestamp() + OrderActivities.START_TO_CLOSE.toMillis();
    TestTemporal temporal = TestTemporal.instance();
    Duration almost = Duration.ofMillis(timeOut - temporal.clock().millis()).minus(LAST_BIT);
    Thread pusher = new Thread(() -> temporal.sleep(almost), "time-out of a dead worker");
    pusher.setDaemon(true);
    pusher.start();
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
