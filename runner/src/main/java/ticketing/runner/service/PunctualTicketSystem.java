package ticketing.runner.service;

import java.time.Clock;
import java.util.Optional;
import ticketing.system.LedgerTicketSystem;
import ticketing.system.PaymentInfo;
import ticketing.system.Reservation;
import ticketing.system.TermsOfService;
import ticketing.system.Ticket;
import ticketing.system.TicketSystem;
import ticketing.system.TicketSystemException;
import ticketing.system.Token;

/**
 * Keeps the promise that a create lands within D of its caller's giving up, or never: it knows from
 * the {@link ServedCall} when that is. A create that comes later is not begun, and one that was
 * begun publishes nothing after its time.
 */
final class PunctualTicketSystem implements TicketSystem {
  private final LedgerTicketSystem behind;
  private final TermsOfService terms;
  private final Clock clock;

  PunctualTicketSystem(LedgerTicketSystem behind, TermsOfService terms, Clock clock) {
    this.behind = behind;
    this.terms = terms;
    this.clock = clock;
  }

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
    ServedCall call =
        ServedCall.current()
            .orElseThrow(() -> new IllegalStateException("A create that nobody has asked for"));
    if (clock.instant().isAfter(call.beginBy(terms))) {
      throw new TicketSystemException("not begun, for its caller has given up");
    }
    return behind.createTicket(token, reservation, paymentInfo, call.publishBy(terms));
  }

  @Override
  public Optional<Ticket> findTicket(String orderId) {
    return behind.findTicket(orderId);
  }
}
