package ticketing.testkit;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits in real time. */
final class ShortWait {
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int POLL_MILLIS = 5;

  private ShortWait() {}

  /** Waits until the condition holds, for at most a second. Returns whether it holds. */
  static boolean until(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start >= LIMIT_NANOS) {
        return false;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted by the test's time limit", e);
      }
    }
    return true;
  }
}
