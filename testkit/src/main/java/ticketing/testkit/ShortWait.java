package ticketing.testkit;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits in real time. */
final class ShortWait {
  private static final int POLL_MILLIS = 5;
  private static final int POLLS = 1000 / POLL_MILLIS;

  private ShortWait() {}

  /** Waits for at most a second, on a busy machine longer. Returns whether the condition holds. */
  static boolean until(BooleanSupplier condition) {
    for (int poll = 0; !condition.getAsBoolean(); poll++) {
      if (poll == POLLS) {
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
