package ticketing.testkit;

import io.temporal.failure.ApplicationFailure;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
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
    return call(() -> of(orderId).issueToken(orderId));
  }

  @Override
  public Reservation findReservation(Token token, String orderId) {
    return call(() -> of(orderId).findReservation(token, orderId));
  }

  @Override
  public String createTicket(Token token, Reservation reservation) {
    return call(() -> of(reservation.orderId()).createTicket(token, reservation));
  }

  @Override
  public Optional<String> findTicket(String orderId) {
    return call(() -> of(orderId).findTicket(orderId));
  }

  /**
   * Fails without a stack trace: the SDK parses that of every failure again with every replay,
   * which takes longer than all else.
   */
  private static <T> T call(Supplier<T> call) {
    try {
      return call.get();
    } catch (ApplicationFailure failure) {
      failure.setStackTrace(new StackTraceElement[0]);
      throw failure;
    }
  }

  private OrderActivities of(String orderId) {
    if (orderId == null) {
      // A run that continued as new without its input ends at once.
      throw ApplicationFailure.newNonRetryableFailure("The order ID is null", "WrongOrder");
    }
    OrderActivities activities = byOrder.get(orderId);
    if (activities == null) {
      throw new IllegalArgumentException(
          "The test did not place an order " + orderId + ". Pass on the order ID as it is.");
    }
    return activities;
  }
}
