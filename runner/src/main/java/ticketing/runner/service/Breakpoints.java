package ticketing.runner.service;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import ticketing.system.Journal;

/** Holds creates just before or after their write until they are released: time to kill us. */
final class Breakpoints {
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final Journal journal;
  private final AtomicReference<CountDownLatch> release =
      new AtomicReference<>(new CountDownLatch(1));
  private final AtomicInteger held = new AtomicInteger();

  Breakpoints(Journal journal) {
    this.journal = journal;
  }

  /** A clock for the ledger, which reads it as the last thing before it publishes a ticket. */
  Clock beforeWrite(Clock clock) {
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

  /** Holds a create whose ticket is written, if that was asked for. */
  void afterWrite(ServedCall call) {
    if (call.has(FaultSwitch.HOLD_AFTER)) {
      hold(call, "held, just before its response");
    }
  }

  private void hold(ServedCall call, String outcome) {
    CountDownLatch released = release.get();
    held.incrementAndGet();
    try {
      journal.write(
          new Journal.Entry(
              Instant.now(),
              call.orderId,
              call.operation,
              call.number(),
              Journal.Kind.HELD,
              Optional.empty(),
              outcome));
      released.await(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      held.decrementAndGet();
    }
  }

  /** How many calls are held now. */
  int held() {
    return held.get();
  }

  /** Resumes all held calls. */
  void release() {
    release.getAndSet(new CountDownLatch(1)).countDown();
  }
}
