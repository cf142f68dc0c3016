package ticketing.runner.service;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import ticketing.system.Journal;

/** Holds creates just before or after their write, so that you can kill the service there. */
final class Breakpoints {
  private static final long LONGEST_SECONDS = 120;

  private final Journal journal;
  private final CountDownLatch released = new CountDownLatch(1);

  Breakpoints(Journal journal) {
    this.journal = journal;
  }

  /** Returns a clock for the ledger, which reads it just before it publishes a ticket. */
  Clock clock() {
    InstantSource source =
        () -> {
          ServedCall.current()
              .ifPresent(call -> hold(call, NextCall.HOLD_BEFORE, "its ticket is published"));
          return Instant.now();
        };
    return source.withZone(ZoneOffset.UTC);
  }

  /** Holds the call before something, if this hold is set. */
  void hold(ServedCall call, NextCall hold, String what) {
    if (!call.chosen.equals(hold)) {
      return;
    }
    journal.write(
        new Journal.Entry(
            Instant.now(),
            call.orderId,
            call.operation,
            call.number,
            Journal.Kind.HELD,
            Optional.empty(),
            "held, just before " + what));
    try {
      released.await(LONGEST_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Resumes the held calls, and holds no more. */
  void release() {
    released.countDown();
  }
}
