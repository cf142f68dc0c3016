package ticketing.system;

import java.util.Optional;

/**
 * The ticket reservation system, seen from outside.
 *
 * <p>Every call may fail. What a failure of {@link #createTicket} means is the subject of this
 * workshop: a {@link RejectedException} or a {@link NotSentException} says that there is no ticket;
 * any other exception says nothing at all. The ticket may exist, may appear within {@link
 * TimingGuarantees#maxWriteDelay()}, or may never exist.
 */
public interface TicketSystem {

  /**
   * Issues a token for the other calls. It expires; then a new one has to be fetched.
   *
   * @throws RejectedException if the order ID is malformed
   * @throws TicketSystemException if the token service is down
   */
  Token issueToken(String orderId);

  /**
   * Finds the reservation of an order, and with it the timing guarantees. An expired token is good
   * enough to read.
   *
   * @throws RejectedException if there is no such order
   * @throws TicketSystemException if the system cannot answer now
   */
  Reservation findReservation(Token token, String orderId);

  /**
   * Creates a ticket. <b>Not idempotent:</b> each successful call sells the seat once more, and a
   * call that failed may have sold it too.
   *
   * @throws RejectedException if the ticket cannot be had (payment declined, sold out). Permanent;
   *     there is no ticket
   * @throws NotSentException if the token has expired. There is no ticket; a call with a new token
   *     may succeed
   * @throws TicketSystemException if the outcome is unknown
   */
  Ticket createTicket(Token token, Reservation reservation, PaymentInfo paymentInfo);

  /**
   * Finds the ticket of an order; the oldest if there are several. A ticket younger than {@link
   * TimingGuarantees#maxReadLag()} may be missing from the answer.
   *
   * @return empty only if the system looked and saw none
   * @throws RejectedException if the order ID is malformed
   * @throws TicketSystemException if the system cannot tell. Unknown is not absent
   */
  Optional<Ticket> findTicket(String orderId);
}
