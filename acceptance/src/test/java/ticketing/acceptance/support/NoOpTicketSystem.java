package ticketing.acceptance.support;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import ticketing.system.PaymentInfo;
import ticketing.system.Reservation;
import ticketing.system.Ticket;
import ticketing.system.TicketSystem;
import ticketing.system.TimingGuarantees;
import ticketing.system.Token;

/**
 * Sells tickets immediately, without faults and without disk access, so that only Temporal takes
 * time.
 */
public final class NoOpTicketSystem implements TicketSystem {
  private static final Token TOKEN = new Token("token", Instant.MAX);
  private static final TimingGuarantees AT_ONCE =
      new TimingGuarantees(Duration.ofMillis(1), Duration.ZERO);

  private final Map<String, Ticket> tickets = new ConcurrentHashMap<>();

  @Override
  public Token issueToken(String orderId) {
    return TOKEN;
  }

  @Override
  public Reservation findReservation(Token token, String orderId) {
    return new Reservation(orderId, "event", "seat", AT_ONCE);
  }

  @Override
  public Ticket createTicket(Token token, Reservation reservation, PaymentInfo paymentInfo) {
    return tickets.computeIfAbsent(
        reservation.orderId(), id -> new Ticket(id, "TICKET of " + id, paymentInfo));
  }

  @Override
  public Optional<Ticket> findTicket(String orderId) {
    return Optional.ofNullable(tickets.get(orderId));
  }
}
