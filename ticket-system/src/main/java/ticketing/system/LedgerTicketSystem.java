package ticketing.system;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The ticket system itself: reservations, a ledger, and a clock. It does not fail on purpose. */
public sealed class LedgerTicketSystem implements TicketSystem permits UniqueReferenceTicketSystem {
  /** How long a token is good for, unless told otherwise. */
  public static final Duration TOKEN_LIFE = Duration.ofHours(1);

  private final Ledger ledger;
  private final Reservations reservations;
  private final TimingGuarantees timing;
  private final Duration tokenLife;
  private final Clock clock;

  /** All parts chosen; {@code tokenLife} is how long a token is good for. */
  public LedgerTicketSystem(
      Ledger ledger,
      Reservations reservations,
      TimingGuarantees timing,
      Duration tokenLife,
      Clock clock) {
    this.ledger = ledger;
    this.reservations = reservations;
    this.timing = timing;
    this.tokenLife = tokenLife;
    this.clock = clock;
  }

  /**
   * The ticket system of a database folder, on the system's clock.
   *
   * @throws LedgerException if the folder is no ticket database, or cannot be written
   */
  public static LedgerTicketSystem open(Path database, TimingGuarantees timing) {
    if (Files.isDirectory(database) && !Files.isWritable(database)) {
      throw new LedgerException(
          database + " is read-only. Make it writable, or set " + Database.VARIABLE + ".");
    }
    Clock clock = Clock.systemUTC();
    return new LedgerTicketSystem(
        new Ledger(database, clock), Reservations.read(database), timing, TOKEN_LIFE, clock);
  }

  @Override
  public Token issueToken(String orderId) {
    OrderId.check(orderId);
    return new Token("token-" + UUID.randomUUID(), clock.instant().plus(tokenLife));
  }

  @Override
  public Reservation findReservation(Token token, String orderId) {
    Reservations.Seat seat = seatOf(orderId);
    return new Reservation(orderId, seat.event(), seat.seat(), timing);
  }

  /**
   * {@inheritDoc}
   *
   * <p>It lands within half of {@link TimingGuarantees#maxWriteDelay()} of being accepted here, or
   * never; the other half is for the way here, which a request may be on when its caller has given
   * up already. The last thing before publishing is a look at the clock, so that a process that was
   * stopped meanwhile and wakes up late publishes nothing. (Stopped between that look and the
   * publishing itself, it would. A service that keeps such a promise to the end needs a store that
   * checks it.)
   */
  @Override
  public Ticket createTicket(Token token, Reservation reservation, PaymentInfo paymentInfo) {
    Instant accepted = clock.instant();
    return createTicket(
        token, reservation, paymentInfo, accepted.plus(timing.maxWriteDelay().dividedBy(2)));
  }

  /**
   * The same, for a service that knows when its caller gives up.
   *
   * @param notAfter if this moment passes before the ticket is published, it never is
   */
  public Ticket createTicket(
      Token token, Reservation reservation, PaymentInfo paymentInfo, Instant notAfter) {
    requireValid(token);
    Reservations.Seat seat = seatOf(reservation.orderId());
    if (seat.rejection() != null) {
      return refuse(seat, seat.rejection());
    }
    if (PaymentInfo.DECLINED.equals(paymentInfo)) {
      return refuse(seat, Reservations.RejectionReason.PAYMENT_DECLINED);
    }
    return sell(seat.orderId(), paymentInfo, notAfter);
  }

  /** Sells the order's seat, whether or not it is sold already. */
  Ticket sell(String orderId, PaymentInfo paymentInfo, Instant notAfter) {
    return ledger.append(orderId, paymentInfo, notAfter);
  }

  /** Says no. */
  Ticket refuse(String orderId, String reason) {
    throw new RejectedException(reason);
  }

  @Override
  public Optional<Ticket> findTicket(String orderId) {
    List<Ledger.Entry> entries = ledger.ticketsOf(orderId);
    return entries.isEmpty() ? Optional.empty() : Optional.of(entries.get(0).ticket());
  }

  private Ticket refuse(Reservations.Seat seat, Reservations.RejectionReason rejection) {
    return refuse(seat.orderId(), "No ticket for " + seat.orderId() + ": " + rejection + ".");
  }

  private void requireValid(Token token) {
    if (!clock.instant().isBefore(token.expiresAt())) {
      throw new NotSentException("The token has expired. Issue a new one.");
    }
  }

  private Reservations.Seat seatOf(String orderId) {
    return reservations
        .seatOf(OrderId.check(orderId))
        .orElseThrow(
            () ->
                new RejectedException(
                    "Unknown order "
                        + orderId
                        + ": it has no reservation. The orders there are stand in "
                        + ledger.database().resolve(Reservations.FILE)
                        + "."));
  }
}
