package ticketing.system;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import ticketing.system.Reservations.RejectionReason;

/** The ticket system itself: reservations, a ledger, and a clock. It does not fail on purpose. */
public sealed class LedgerTicketSystem implements TicketSystem permits UniqueReferenceTicketSystem {
  /** How long a token is valid, except in tests. */
  public static final Duration TOKEN_LIFE = Duration.ofHours(1);

  final Ledger ledger;
  private final Reservations reservations;
  private final TimingGuarantees timing;
  private final Duration tokenLife;
  private final Clock clock;
  private final Supplier<Instant> publishBy;

  /**
   * Puts the parts together. A ticket is published within half of {@link
   * TimingGuarantees#maxWriteDelay()}, or never; the other half is for the way here: a request may
   * still be on it when its caller gives up.
   */
  public LedgerTicketSystem(
      Ledger ledger, Reservations reservations, TimingGuarantees timing, Clock clock) {
    this(
        ledger,
        reservations,
        timing,
        TOKEN_LIFE,
        clock,
        () -> clock.instant().plus(timing.maxWriteDelay().dividedBy(2)));
  }

  /**
   * Puts the parts together for a service that knows when its callers give up.
   *
   * @param publishBy returns the moment after which the create that begins now publishes no ticket;
   *     throws if it must not begin
   */
  public LedgerTicketSystem(
      Ledger ledger,
      Reservations reservations,
      TimingGuarantees timing,
      Duration tokenLife,
      Clock clock,
      Supplier<Instant> publishBy) {
    this.ledger = ledger;
    this.reservations = reservations;
    this.timing = timing;
    this.tokenLife = tokenLife;
    this.clock = clock;
    this.publishBy = publishBy;
  }

  LedgerTicketSystem(LedgerTicketSystem same) {
    this(same.ledger, same.reservations, same.timing, same.tokenLife, same.clock, same.publishBy);
  }

  /**
   * Opens the ticket system of a database folder.
   *
   * @throws LedgerException if it is no database, or cannot be written
   */
  public static LedgerTicketSystem open(Path database, TimingGuarantees timing) {
    if (Files.isDirectory(database) && !Files.isWritable(database)) {
      throw new LedgerException(
          database + " is read-only. Make it writable, or set " + Database.VARIABLE + ".");
    }
    Clock clock = Clock.systemUTC();
    return new LedgerTicketSystem(
        new Ledger(database, clock), Reservations.read(database), timing, clock);
  }

  @Override
  public Token issueToken(String orderId) {
    OrderId.check(orderId);
    return new Token("token-" + UUID.randomUUID(), clock.instant().plus(tokenLife));
  }

  @Override
  public Reservation findReservation(Token token, String orderId) {
    Objects.requireNonNull(token, "token");
    Reservations.Seat seat = seatOf(orderId);
    return new Reservation(orderId, seat.event(), seat.seat(), timing);
  }

  /**
   * A process that was paused looks at the clock just before it publishes. (Paused between the two,
   * it writes too late: only a store that checks the time itself prevents it.)
   */
  @Override
  public Ticket createTicket(Token token, Reservation reservation, PaymentInfo paymentInfo) {
    return createTicket(token, reservation, paymentInfo, publishBy.get());
  }

  Ticket createTicket(
      Token token, Reservation reservation, PaymentInfo paymentInfo, Instant notAfter) {
    rejection(token, reservation, paymentInfo).ifPresent(LedgerTicketSystem::reject);
    return ledger.append(reservation.orderId(), paymentInfo, notAfter);
  }

  static void reject(String reason) {
    throw new RejectedException(reason);
  }

  /** Returns why the create is rejected; empty if the ticket can be had. */
  Optional<String> rejection(Token token, Reservation reservation, PaymentInfo paymentInfo) {
    if (!clock.instant().isBefore(token.expiresAt())) {
      throw new NotSentException("The token has expired. Issue a new one.");
    }
    String orderId = reservation.orderId();
    RejectionReason reason = seatOf(orderId).rejection();
    if (reason == null && PaymentInfo.DECLINED.equals(paymentInfo)) {
      reason = RejectionReason.PAYMENT_DECLINED;
    }
    return Optional.ofNullable(reason).map(why -> "No ticket for " + orderId + ": " + why + ".");
  }

  @Override
  public Optional<Ticket> findTicket(String orderId) {
    return ledger.ticketsOf(orderId).stream().findFirst().map(Ledger.Entry::ticket);
  }

  private Reservations.Seat seatOf(String orderId) {
    return reservations
        .seatOf(OrderId.check(orderId))
        .orElseThrow(
            () ->
                new RejectedException(
                    "Unknown order %s: it has no reservation. The known orders are in %s."
                        .formatted(orderId, ledger.database().resolve(Reservations.FILE))));
  }
}
