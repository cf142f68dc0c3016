package ticketing.testkit;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import ticketing.order.OrderActivities;
import ticketing.system.Reservation;
import ticketing.system.Token;

/** Gives each order activities of its own, on a worker that many tests share. */
public final class ActivitiesByOrder implements OrderActivities {
  private final Map<String, OrderActivities> byOrder = new ConcurrentHashMap<>();

  /** Sets the activities of this order. */
  public void put(String orderId, OrderActivities activities) {
    byOrder.put(orderId, activities);
  }

  @Override
  public Token issueToken(String orderId) {
    return of(orderId).issueToken(orderId);
  }

  @Override
  public Reservation findReservation(Token token, String orderId) {
    return of(orderId).findReservation(token, orderId);
  }

  @Override
  public String createTicket(Token token, Reservation reservation) {
    return of(reservation.orderId()).createTicket(token, reservation);
  }

  @Override
  public Optional<String> findTicket(String orderId) {
    return of(orderId).findTicket(orderId);
  }

  private OrderActivities of(String orderId) {
    OrderActivities activities = byOrder.get(orderId);
    if (activities == null) {
      throw new IllegalArgumentException(
          "The test did not place an order " + orderId + ". Pass on the order ID as it is.");
    }
    return activities;
  }
}
