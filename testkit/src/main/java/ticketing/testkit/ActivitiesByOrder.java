package ticketing.testkit;

import io.temporal.failure.ApplicationFailure;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import ticketing.order.OrderActivities;
import ticketing.system.Operation;
import ticketing.system.Reservation;
import ticketing.system.Token;

/** Gives each order activities of its own, on a worker that many tests share. */
public final class ActivitiesByOrder implements OrderActivities {
  private final Map<String, Order> byOrder = new ConcurrentHashMap<>();

  /** What surrounds every activity of an order. */
  public interface Around {
    /** Makes this call. */
    <T> T call(Operation operation, Supplier<T> call);
  }

  private record Order(OrderActivities activities, Around around) {}

  /** Sets the activities of this order, and what surrounds them. */
  public void put(String orderId, OrderActivities activities, Around around) {
    byOrder.put(orderId, new Order(activities, around));
  }

  @Override
  public Token issueToken(String orderId) {
    return call(orderId, Operation.ISSUE_TOKEN, its -> its.issueToken(orderId));
  }

  @Override
  public Reservation findReservation(Token token, String orderId) {
    return call(orderId, Operation.FIND_RESERVATION, its -> its.findReservation(token, orderId));
  }

  @Override
  public String createTicket(Token token, Reservation reservation) {
    return call(
        reservation.orderId(),
        Operation.CREATE_TICKET,
        its -> its.createTicket(token, reservation));
  }

  @Override
  public Optional<String> findTicket(String orderId) {
    return call(orderId, Operation.FIND_TICKET, its -> its.findTicket(orderId));
  }

  /** Fails without a stack trace, which the SDK would parse again with every replay. */
  private <T> T call(String orderId, Operation operation, Function<OrderActivities, T> call) {
    try {
      Order order = of(orderId);
      return order.around().call(operation, () -> call.apply(order.activities()));
    } catch (ApplicationFailure failure) {
      failure.setStackTrace(new StackTraceElement[0]);
      throw failure;
    }
  }

  private Order of(String orderId) {
    if (orderId == null) {
      // A run that continued as new without its input ends at once.
      throw ApplicationFailure.newNonRetryableFailure("The order ID is null", "WrongOrder");
    }
    Order order = byOrder.get(orderId);
    if (order == null) {
      throw new IllegalArgumentException(
          "The test did not place an order " + orderId + ". Pass on the order ID as it is.");
    }
    return order;
  }
}
