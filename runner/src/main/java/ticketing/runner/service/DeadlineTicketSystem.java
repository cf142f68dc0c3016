package ticketing.runner.service;

import java.time.Clock;
import java.util.Optional;
import ticketing.system.LedgerTicketSystem;
import ticketing.system.PaymentInfo;
import ticketing.system.Reservation;
import ticketing.system.Ticket;
import ticketing.system.TicketSystem;
import ticketing.system.TicketSystemException;
import ticketing.system.TimingGuarantees;
import ticketing.system.Token;

/**
 * Keeps the write delay limit D, which counts from the deadline of the {@link ServedCall}: a create
 * does not begin after the deadline, and publishes no ticket after D.
 */
record DeadlineTicketSystem(LedgerTicketSystem behind, TimingGuarantees timing, Clock clock)
    implements TicketSystem {
  @Override
  public Token issueToken(String orderId) {
    return behind.issueToken(orderId);
  }

  @Override
  public Reservation findReservation(Token token, String orderId) {
    return behind.findReservation(token, orderId);
  }

  @Override
  public Ticket createTicket(Token token, Reservation reservation, PaymentInfo paymentInfo) {
    ServedCall call = ServedCall.current().orElseThrow();
    if (clock.instant().isAfter(call.beginBy(timing))) {
      throw new TicketSystemException("not started, because its caller has given up");
    }
    return behind.createTicket(token, reservation, paymentInfo, call.publishBy(timing));
  }

  @Override
  public Optional<Ticket> findTicket(String orderId) {
    return behind.findTicket(orderId);
  }
}
