package ticketing.system;

import java.time.Duration;

/**
 * What the ticket system promises about time. It is this promise, and nothing in Temporal, that
 * makes idempotence by validation possible.
 *
 * @param maxWriteDelay D: a create whose caller has given up takes effect within this time, or
 *     never
 * @param maxReadLag L: a ticket that exists is seen by {@link TicketSystem#findTicket} after this
 *     time at the latest
 */
public record TimingGuarantees(Duration maxWriteDelay, Duration maxReadLag) {

  /** D = 30 s, L = 20 s: realistic, and free of charge where time is skipped. */
  public static final TimingGuarantees USUAL =
      new TimingGuarantees(Duration.ofSeconds(30), Duration.ofSeconds(20));

  /** D = 400 ms, L = 200 ms: for what runs in real time. */
  public static final TimingGuarantees FAST =
      new TimingGuarantees(Duration.ofMillis(400), Duration.ofMillis(200));

  /** Neither may be negative. */
  public TimingGuarantees {
    if (maxWriteDelay.isNegative() || maxReadLag.isNegative()) {
      throw new IllegalArgumentException(
          "Timing guarantees are durations of zero or more: D = "
              + maxWriteDelay
              + ", L = "
              + maxReadLag);
    }
  }
}
