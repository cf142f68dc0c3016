package ticketing.runner.service;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Slows calls down so that people can follow them: at most 16 at a time, as each has a thread. */
final class Pace {
  private static final int MOST = 16;

  private final Semaphore slowed = new Semaphore(MOST);
  private volatile Duration perCall = Duration.ZERO;

  void set(Duration time) {
    perCall = time;
  }

  /** Waits before a call begins. */
  void await() {
    Duration time = perCall;
    if (time.isZero() || !slowed.tryAcquire()) {
      return;
    }
    try {
      TimeUnit.MILLISECONDS.sleep(time.toMillis());
    } catch (InterruptedException e) {
      // The server is stopping. It still serves this call.
      Thread.currentThread().interrupt();
    } finally {
      slowed.release();
    }
  }
}
