package ticketing.runner.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import ticketing.order.OrderActivities;
import ticketing.system.Reservation;
import ticketing.system.TermsOfService;
import ticketing.system.Token;

/**
 * Activities that return at once: what is left of an order's time is Temporal's. They never fail,
 * so an order makes the calls that its workflow makes on a good day.
 */
final class NoOpActivities implements OrderActivities {
  private static final Token TOKEN = new Token("token", Instant.MAX);
  private static final TermsOfService AT_ONCE = new TermsOfService(Duration.ZERO, Duration.ZERO);

  private final Map<String, String> tickets = new ConcurrentHashMap<>();

  @Override
  public Token issueToken(String orderId) {
    return TOKEN;
  }

  @Override
  public Reservation findReservation(Token token, String orderId) {
    return new Reservation(orderId, "event", "seat", AT_ONCE);
  }

  @Override
  public String createTicket(Token token, Reservation reservation) {
    return tickets.computeIfAbsent(reservation.orderId(), orderId -> "TICKET of " + orderId);
  }

  @Override
  public Optional<String> findTicket(String orderId) {
    return Optional.ofNullable(tickets.get(orderId));
  }
}
