package ticketing.testkit.explorer;

import java.time.Duration;
import java.util.Locale;
import ticketing.order.OrderActivities;
import ticketing.system.TimingGuarantees;
import ticketing.testkit.EarlySuggestion;
import ticketing.testkit.Timeline;

/** The limits and services that an order meets, apart from faults. */
enum World {
  USUAL(Duration.ofMinutes(10), Duration.ofMinutes(4), "a wait of only a few seconds is too short"),
  SHORT(
      Duration.ofMillis(1_990),
      Duration.ofMillis(1_490),
      "not whole seconds; tokens expire while a dead worker times out"),
  NO_LAG(
      Duration.ofMinutes(10),
      Duration.ZERO,
      "Temporal suggests continuing as new after the first failed create"),
  LITTLE_DELAY(Duration.ofSeconds(1), Duration.ofMinutes(10), "tokens expire while L passes"),
  LONG(
      Duration.ofHours(480),
      Duration.ofHours(360),
      "outages of two months; Temporal suggests continuing as new as in no-lag"),
  PATIENT(
      Duration.ofMinutes(8),
      Duration.ofMinutes(3),
      "Temporal suggests continuing as new only after thousands of events");

  private final TimingGuarantees timing;
  private final String description;

  World(Duration maxWriteDelay, Duration maxReadLag, String description) {
    timing = new TimingGuarantees(maxWriteDelay, maxReadLag);
    this.description = description;
  }

  /** Returns D and L, and what else is special. */
  String description() {
    return Timeline.limits(timing) + ": " + description;
  }

  TimingGuarantees timing() {
    return timing;
  }

  /** Returns D + L. */
  Duration settleTime() {
    return timing.maxWriteDelay().plus(timing.maxReadLag());
  }

  /** Returns how long a token is valid: less than an outage, and more than a few settle times. */
  Duration tokenLife() {
    return switch (this) {
      case SHORT -> OrderActivities.START_TO_CLOSE.minusSeconds(1);
      case LITTLE_DELAY -> timing.maxReadLag().dividedBy(2);
      case LONG -> outage().minusHours(1);
      default -> USUAL.outage().minusHours(1);
    };
  }

  /**
   * Returns how long before its limit a late write happens. Without a lag, a look-up at the limit
   * has to see it, and writing takes real time.
   */
  Duration lateWriteMargin() {
    return timing.maxReadLag().isZero() ? Duration.ofSeconds(30) : Duration.ZERO;
  }

  Duration outage() {
    return this == LONG ? Duration.ofDays(60) : Duration.ofHours(25);
  }

  /** Returns how long a call is queued: longer than any wait, or almost as long as an attempt. */
  Duration queueTime() {
    return this == SHORT
        ? OrderActivities.START_TO_CLOSE.minusSeconds(1)
        : settleTime().multipliedBy(2);
  }

  /** Returns the beginning of an order's ID, which says when Temporal suggests to go on as new. */
  String orderPrefix() {
    return switch (this) {
      case NO_LAG, LONG -> EarlySuggestion.SOON;
      case PATIENT -> EarlySuggestion.NEVER;
      default -> "order-";
    };
  }

  /** Returns how many events a history may have: an iteration or two more than suggested. */
  int maxEvents() {
    return this == PATIENT ? Integer.MAX_VALUE : 2 * EarlySuggestion.EVENTS;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
