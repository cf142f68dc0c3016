package ticketing.testkit.explorer;

import java.time.Duration;
import java.util.Arrays;
import ticketing.order.OrderActivities;
import ticketing.system.TimingGuarantees;
import ticketing.testkit.EarlySuggestion;

/** The limits and services that an order meets, apart from faults. */
enum World {
  /** Long limits, so that a wait of only a few seconds is too short. Skipped time is free. */
  USUAL(Duration.ofMinutes(10), Duration.ofMinutes(4)),

  /** Limits that are not whole seconds, and tokens that expire while a dead worker times out. */
  SHORT(Duration.ofMillis(1_950), Duration.ofMillis(1_850)),

  /** Limits that are nothing when cut to whole seconds. */
  TINY(Duration.ofMillis(500), Duration.ofMillis(450)),

  /** A read lag that is nothing beside the write delay. */
  LITTLE_LAG(Duration.ofMinutes(10), Duration.ofSeconds(1)),

  /** A write delay that is nothing beside the read lag, and tokens that expire while it passes. */
  LITTLE_DELAY(Duration.ofSeconds(1), Duration.ofMinutes(10)),

  /** Limits of weeks, and outages of months, which are only a few settle times long. */
  LONG(Duration.ofHours(480), Duration.ofHours(360)),

  /** Temporal does not suggest continuing as new, so that a run can have a hundred attempts. */
  PATIENT(Duration.ofMinutes(8), Duration.ofMinutes(3));

  private final TimingGuarantees timing;

  World(Duration maxWriteDelay, Duration maxReadLag) {
    timing = new TimingGuarantees(maxWriteDelay, maxReadLag);
  }

  /** Returns the world with these limits; other limits are as usual otherwise. */
  static World of(TimingGuarantees timing) {
    return Arrays.stream(values())
        .filter(world -> world.timing.equals(timing))
        .findFirst()
        .orElse(USUAL);
  }

  TimingGuarantees timing() {
    return timing;
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

  /** Returns how long an outage lasts. */
  Duration outage() {
    return this == LONG ? Duration.ofDays(60) : Duration.ofHours(25);
  }

  /**
   * Returns how long a call waits for a worker: longer than any wait of the workflow, or almost as
   * long as an attempt takes.
   */
  Duration queueTime() {
    return this == SHORT
        ? OrderActivities.START_TO_CLOSE.minusSeconds(1)
        : timing.maxWriteDelay().plus(timing.maxReadLag()).multipliedBy(2);
  }

  /** Returns the beginning of an order's ID, which says when Temporal suggests to go on as new. */
  String orderPrefix() {
    return switch (this) {
      case LITTLE_LAG, LONG -> EarlySuggestion.SOON;
      case PATIENT -> EarlySuggestion.NEVER;
      default -> "order-";
    };
  }

  /** Returns how many events a history may have: an iteration or two more than suggested. */
  int maxEvents() {
    return this == PATIENT ? Integer.MAX_VALUE : 2 * EarlySuggestion.EVENTS;
  }
}
