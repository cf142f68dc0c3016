package ticketing.runner.run.orders;

import java.util.List;
import java.util.stream.IntStream;
import ticketing.system.Reservations;
import ticketing.system.Reservations.Seat;

/** The orders of a run: made for it, each with a seat. */
public final class RunOrders {
  private RunOrders() {}

  /** Returns this number of order IDs: the prefix and a number, all of the same length. */
  public static List<String> ids(String prefix, int orders) {
    int digits = String.valueOf(orders).length();
    return IntStream.rangeClosed(1, orders)
        .mapToObj(number -> prefix + ("%0" + digits + "d").formatted(number))
        .toList();
  }

  /** Returns a reservation for each order; its seat is the number at the end of the ID. */
  public static Reservations reservations(List<String> orderIds) {
    return new Reservations(
        orderIds.stream()
            .map(id -> new Seat(id, "Music of the Spheres", id.replaceFirst(".*-", ""), null))
            .toList());
  }
}
