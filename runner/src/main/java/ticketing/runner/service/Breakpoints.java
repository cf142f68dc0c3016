package ticketing.runner.service;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import ticketing.runner.service.NextCall.Hold;
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
          ServedCall.current().ifPresent(call -> hold(call, Hold.BEFORE_WRITE));
          return Instant.now();
        };
    return source.withZone(ZoneOffset.UTC);
  }

  /** Holds the call, if a hold is set there. */
  void hold(ServedCall call, Hold where) {
    if (call.hold() != where) {
      return;
    }
    journal.write(
        new Journal.Entry(
            Instant.now(),
            call.orderId,
            call.operation,
            call.number(),
            Journal.Kind.HELD,
            Optional.empty(),
            "held, just before " + where.what));
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
