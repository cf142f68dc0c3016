package ticketing.order;

import java.util.Optional;
import ticketing.system.PaymentInfo;
import ticketing.system.Reservation;
import ticketing.system.Ticket;
import ticketing.system.TicketSystem;
import ticketing.system.Token;

/**
 * A ticket system whose calls all fail in the same way.
 *
 * @param failure the exception that every call throws
 */
record FailingTicketSystem(RuntimeException failure) implements TicketSystem {
  @Override
  public Token issueToken(String orderId) {
    throw failure;
  }

  @Override
  public Reservation findReservation(Token token, String orderId) {
    throw failure;
  }

  @Override
  public Ticket createTicket(Token token, Reservation reservation, PaymentInfo paymentInfo) {
    throw failure;
  }

  @Override
  public Optional<Ticket> findTicket(String orderId) {
    throw failure;
  }
}
