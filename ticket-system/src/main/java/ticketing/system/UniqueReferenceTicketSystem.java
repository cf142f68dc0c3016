package ticketing.system;

import java.time.Instant;
import java.util.Optional;

/**
 * The stronger tool, for comparison: a ticket system to which each create brings a reference of the
 * client's own, here the order's ID, and which keeps that reference unique.
 *
 * <p>So its {@link #createTicket} <b>is idempotent</b>, without timing guarantees: the first answer
 * to a reference, a ticket or a rejection, stands for ever. It is the order's folder in the {@link
 * Ledger}, which appears in one step with the answer in it.
 */
public final class UniqueReferenceTicketSystem extends LedgerTicketSystem {
  /** Makes one of the parts of this ticket system. */
  public UniqueReferenceTicketSystem(LedgerTicketSystem parts) {
    super(parts);
  }

  /**
   * Creates the order's ticket, or returns the one that it has, without a look at token or payment.
   * Throws what the first create threw, if it was rejected. After any other failure it can be
   * repeated.
   */
  @Override
  Ticket createTicket(
      Token token, Reservation reservation, PaymentInfo paymentInfo, Instant notAfter) {
    String orderId = reservation.orderId();
    Optional<Ticket> first = answerTo(orderId);
    if (first.isPresent()) {
      return first.get();
    }
    rejection(token, reservation, paymentInfo)
        .ifPresentOrElse(
            reason -> ledger.rejectFirst(orderId, reason),
            () -> ledger.appendFirst(orderId, paymentInfo, notAfter));
    // The answer of this create, or of one that overtook it.
    return answerTo(orderId)
        .orElseThrow(
            () ->
                new LedgerException(
                    ("%s holds something, but neither a ticket nor a rejection. Move it away;"
                            + " until then the order cannot be answered.")
                        .formatted(ledger.database().resolve(orderId))));
  }

  /** Returns the order's ticket, or throws its rejection; empty if there is no answer yet. */
  private Optional<Ticket> answerTo(String orderId) {
    Optional<Ticket> ticket = findTicket(orderId);
    if (ticket.isEmpty()) {
      ledger.rejectionOf(orderId).ifPresent(LedgerTicketSystem::reject);
    }
    return ticket;
  }
}
