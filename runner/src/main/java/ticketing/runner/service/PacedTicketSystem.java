package ticketing.runner.service;

import java.util.Optional;
import ticketing.system.PaymentInfo;
import ticketing.system.Reservation;
import ticketing.system.Ticket;
import ticketing.system.TicketSystem;
import ticketing.system.Token;

/**
 * Begins each call a while after it has come. Nothing has been done by then, so whoever gives up
 * meanwhile finds what it would have found anyway.
 */
record PacedTicketSystem(TicketSystem behind, Pace pace) implements TicketSystem {
  @Override
  public Token issueToken(String orderId) {
    pace.await();
    return behind.issueToken(orderId);
  }

  @Override
  public Reservation findReservation(Token token, String orderId) {
    pace.await();
    return behind.findReservation(token, orderId);
  }

  @Override
  public Ticket createTicket(Token token, Reservation reservation, PaymentInfo paymentInfo) {
    pace.await();
    return behind.createTicket(token, reservation, paymentInfo);
  }

  @Override
  public Optional<Ticket> findTicket(String orderId) {
    pace.await();
    return behind.findTicket(orderId);
  }
}
