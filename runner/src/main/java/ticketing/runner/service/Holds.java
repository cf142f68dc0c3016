package ticketing.runner.service;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import ticketing.system.Journal;

/** Where creates are held, on the brink, until they are released: time to kill the process. */
final class Holds {
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final Journal journal;
  private int released;
  private int held;

  Holds(Journal journal) {
    this.journal = journal;
  }

  /** A clock that the ledger asks as the last thing before it publishes a ticket. */
  Clock before(Clock clock) {
    return new Clock() {
      @Override
      public Instant instant() {
        ServedCall.current()
            .filter(call -> call.has(FaultSwitch.HOLD_BEFORE))
            .ifPresent(call -> hold(call, "held, just before its ticket is published"));
        return clock.instant();
      }

      @Override
      public ZoneId getZone() {
        return clock.getZone();
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return clock.withZone(zone);
      }
    };
  }

  /** Holds the call if that was asked for, now that its ticket is there. */
  void afterThe(ServedCall call) {
    if (call.has(FaultSwitch.HOLD_AFTER)) {
      hold(call, "held, just before its response");
    }
  }

  private void hold(ServedCall call, String words) {
    journal.write(
        new Journal.Entry(
            Instant.now(),
            call.orderId(),
            call.operation(),
            call.number(),
            Journal.Kind.HELD,
            Optional.empty(),
            words));
    awaitRelease();
  }

  private synchronized void awaitRelease() {
    int before = released;
    long end = System.nanoTime() + LONGEST.toNanos();
    held++;
    try {
      for (long left = LONGEST.toNanos();
          left > 0 && released == before;
          left = end - System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      held--;
    }
  }

  /** How many are held now. */
  synchronized int held() {
    return held;
  }

  /** All that are held go on. */
  synchronized void release() {
    released++;
    notifyAll();
  }
}
