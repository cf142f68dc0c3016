package ticketing.system;

import java.time.Duration;

/**
 * What the ticket system guarantees about time. This, and nothing in Temporal, makes idempotence by
 * validation possible.
 *
 * @param maxWriteDelay write delay limit D: when the caller of createTicket has given up, the write
 *     happens within this time or never
 * @param maxReadLag read lag limit L: a ticket that exists is seen by {@link
 *     TicketSystem#findTicket} after this time at the latest
 */
public record TimingGuarantees(Duration maxWriteDelay, Duration maxReadLag) {

  /** D = 30 s, L = 20 s: realistic, and for tests that skip time. */
  public static final TimingGuarantees USUAL =
      new TimingGuarantees(Duration.ofSeconds(30), Duration.ofSeconds(20));

  /** D = 400 ms, L = 200 ms: for real time. */
  public static final TimingGuarantees FAST =
      new TimingGuarantees(Duration.ofMillis(400), Duration.ofMillis(200));

  /** Throws an IllegalArgumentException if D is not more than zero, or L is negative. */
  public TimingGuarantees {
    if (maxWriteDelay.isNegative() || maxWriteDelay.isZero() || maxReadLag.isNegative()) {
      throw new IllegalArgumentException(
          "D must be more than zero, and L zero or more: D = %s, L = %s"
              .formatted(maxWriteDelay, maxReadLag));
    }
  }
}
