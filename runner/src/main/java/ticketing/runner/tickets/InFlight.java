package ticketing.runner.tickets;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Counts the calls that are being served, so that a service can end when none is. */
final class InFlight {
  private int calls;
  private boolean closed;

  /** Begins a call; false if no more are to begin. */
  synchronized boolean enter() {
    if (!closed) {
      calls++;
    }
    return !closed;
  }

  /** Ends a call. */
  synchronized void leave() {
    calls--;
    notifyAll();
  }

  /** Lets no more begin, and waits for those at work; for so long at the most. */
  synchronized void close(Duration patience) {
    closed = true;
    long end = System.nanoTime() + patience.toNanos();
    try {
      for (long left = patience.toNanos(); calls > 0 && left > 0; left = end - System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
