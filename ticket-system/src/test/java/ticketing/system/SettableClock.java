package ticketing.system;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that only changes when a test sets it. */
public final class SettableClock extends Clock {
  /** The start time of every clock. */
  public static final Instant START = Instant.parse("2026-05-01T19:30:00Z");

  private volatile Instant now = START;

  /** Advances the clock; sets it back if the duration is negative. */
  public void advance(Duration duration) {
    now = now.plus(duration);
  }

  /** Sets the time. */
  public void set(Instant instant) {
    now = instant;
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("This clock is UTC");
  }
}
