package ticketing.runner.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import ticketing.testkit.Ending;

/**
 * What came of all orders of one strategy, once everything late has landed. Tickets are counted on
 * disk.
 *
 * @param strategy its name
 * @param database the folder of its tickets
 * @param orders what came of each order
 * @param creates how often createTicket was called
 * @param time how long it took, in real time
 */
record DemoResult(String strategy, Path database, List<Order> orders, int creates, Duration time) {

  /**
   * What came of one order.
   *
   * @param orderId its ID
   * @param ending how its workflow ended
   * @param tickets the numbers of its tickets
   */
  record Order(String orderId, Ending ending, List<String> tickets) {

    /** Whether its customer was told a ticket number. */
    boolean wasToldATicket() {
      return ending.kind() == Ending.Kind.RETURNED;
    }
  }

  int tickets() {
    return orders.stream().mapToInt(order -> order.tickets().size()).sum();
  }

  /** Tickets beyond the first of their order. */
  int duplicates() {
    return orders.stream().mapToInt(order -> Math.max(0, order.tickets().size() - 1)).sum();
  }

  int withoutTicket() {
    return (int) orders.stream().filter(order -> order.tickets().isEmpty()).count();
  }

  int toldFailedButHasTicket() {
    return (int)
        orders.stream()
            .filter(order -> !order.wasToldATicket() && !order.tickets().isEmpty())
            .count();
  }

  /** The folder of the first order with more than one ticket. */
  Optional<Path> doubledOrder() {
    return orders.stream()
        .filter(order -> order.tickets().size() > 1)
        .map(order -> database.resolve(order.orderId()))
        .findFirst();
  }

  /** What is wrong with the workflow's own code, if anything is. */
  Optional<String> firstProblem() {
    return orders.stream()
        .map(Order::ending)
        .filter(
            ending -> ending.kind() == Ending.Kind.CODE_THREW || ending.kind() == Ending.Kind.STUCK)
        .map(Ending::words)
        .findFirst();
  }
}
