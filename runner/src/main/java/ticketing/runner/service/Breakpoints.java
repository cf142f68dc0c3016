package ticketing.runner.service;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import ticketing.runner.service.NextCall.Hold;
import ticketing.system.Journal;

/**
 * Holds creates just before or after their write, so that you can kill the service there.
 *
 * <p>It is the clock of the ledger, which reads it just before it publishes a ticket.
 */
final class Breakpoints extends Clock {
  private static final long LONGEST_SECONDS = 120;

  private final Journal journal;
  private final Clock clock;
  private final CountDownLatch released = new CountDownLatch(1);

  Breakpoints(Journal journal, Clock clock) {
    this.journal = journal;
    this.clock = clock;
  }

  @Override
  public Instant instant() {
    ServedCall.current().ifPresent(call -> hold(call, Hold.BEFORE_WRITE));
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
