package ticketing.system;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The stronger tool, for comparison: a ticket system to which each create brings a reference of the
 * client's own, here the order's ID, and which keeps that reference unique.
 *
 * <p>So its {@link #createTicket} <b>is idempotent</b>. The first answer to a reference, a ticket
 * or a refusal, stands for ever: whoever asks again gets it again, after a lost response, in
 * another process, or when a late create lands at last. No promise about time is needed for that.
 *
 * <p>The answer is the order's folder in the {@link Ledger}, which appears in one step with the
 * answer in it. A process that dies before that step leaves nothing, and one that dies after it
 * leaves everything.
 */
public final class UniqueReferenceTicketSystem extends LedgerTicketSystem {
  private final Ledger ledger;

  /** All parts chosen; {@code tokenLife} is how long a token is good for. */
  public UniqueReferenceTicketSystem(
      Ledger ledger,
      Reservations reservations,
      TimingGuarantees timing,
      Duration tokenLife,
      Clock clock) {
    super(ledger, reservations, timing, tokenLife, clock);
    this.ledger = ledger;
  }

  /**
   * Creates the order's ticket, or returns the one that it has; the payment is then not looked at.
   *
   * @throws RejectedException if the ticket cannot be had, or could not be had when it was asked
   *     for first
   * @throws NotSentException if the token has expired and the order has no answer yet
   * @throws TicketSystemException if the outcome is unknown. Asking again is safe
   */
  @Override
  public Ticket createTicket(Token token, Reservation reservation, PaymentInfo paymentInfo) {
    return firstAnswer(reservation.orderId())
        .orElseGet(() -> super.createTicket(token, reservation, paymentInfo));
  }

  @Override
  Ticket sell(String orderId, PaymentInfo paymentInfo, Instant notAfter) {
    ledger.appendFirst(orderId, paymentInfo, notAfter);
    return standingAnswer(orderId);
  }

  @Override
  Ticket refuse(String orderId, String reason) {
    ledger.refuseFirst(orderId, reason);
    return standingAnswer(orderId);
  }

  /**
   * The ticket that the reference was answered with; empty if it was not answered.
   *
   * @throws RejectedException if it was answered with a refusal
   */
  private Optional<Ticket> firstAnswer(String orderId) {
    Optional<Ticket> ticket = findTicket(orderId);
    if (ticket.isEmpty()) {
      ledger
          .refusalOf(orderId)
          .ifPresent(
              reason -> {
                throw new RejectedException(reason);
              });
    }
    return ticket;
  }

  /** The answer after an attempt to be the first: one's own, or that of who was. */
  private Ticket standingAnswer(String orderId) {
    return firstAnswer(orderId)
        .orElseThrow(
            () ->
                new LedgerException(
                    ledger.database().resolve(orderId)
                        + " holds something, but neither a ticket nor a refusal. Move it away;"
                        + " until then the order cannot be answered."));
  }
}
