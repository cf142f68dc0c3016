package ticketing.runner.service;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Makes calls so slow that people can follow them. Only as long as they are few: a crowd nobody
 * could follow, and each call that waits has a thread.
 */
final class Pace {
  private static final int FEW = 16;

  private final Semaphore followed = new Semaphore(FEW);
  private volatile Duration perCall = Duration.ZERO;

  void set(Duration time) {
    perCall = time;
  }

  /** Waits as long as a call is to take. */
  void await() {
    Duration time = perCall;
    if (time.isZero() || !followed.tryAcquire()) {
      return;
    }
    try {
      TimeUnit.MILLISECONDS.sleep(time.toMillis());
    } catch (InterruptedException e) {
      // The server ends. The call that has begun comes to its end.
      Thread.currentThread().interrupt();
    } finally {
      followed.release();
    }
  }
}
