package ticketing.testkit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** What will be so in a moment of real time, if it ever will. */
final class Soon {
  private static final Duration LIMIT = Duration.ofSeconds(1);
  private static final int LOOK_EVERY_MILLIS = 5;

  private Soon() {}

  /**
   * Waits until it is so; or for a second, where it does not come to pass.
   *
   * @return whether it came to pass
   */
  static boolean await(BooleanSupplier so) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!so.getAsBoolean()) {
      if (System.nanoTime() >= deadline) {
        return false;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted by the test's time limit", e);
      }
    }
    return true;
  }
}
