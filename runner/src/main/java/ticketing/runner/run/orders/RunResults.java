package ticketing.runner.run.orders;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import ticketing.system.Ledger;
import ticketing.testkit.OrderVerdict;
import ticketing.testkit.WorkflowResult;

/**
 * The results of a run's orders. Tickets are counted on disk.
 *
 * @param database the folder of the tickets
 * @param orders each order
 */
record RunResults(Path database, List<Order> orders) {

  /** Reads the tickets of these orders from the ledger. */
  static RunResults of(Ledger ledger, Map<String, WorkflowResult> results) {
    return new RunResults(
        ledger.database(),
        results.entrySet().stream()
            .map(
                order ->
                    new Order(order.getKey(), order.getValue(), ledger.ticketIdsOf(order.getKey())))
            .toList());
  }

  /**
   * The result of one order.
   *
   * @param orderId its ID
   * @param result how its workflow ended
   * @param tickets the numbers of its tickets
   */
  record Order(String orderId, WorkflowResult result, List<String> tickets) {

    /** Returns the judgement of this order. */
    OrderVerdict verdict() {
      return new OrderVerdict(result, tickets);
    }

    /** Returns whether it has one ticket, but its workflow did not return that ticket's number. */
    boolean hasWrongResult() {
      return tickets.size() == 1 && !verdict().hasOneTicketAndReturnedIt();
    }

    /** Returns whether its workflow did not end, or failed with an exception of its own code. */
    boolean hasBug() {
      return result.kind() == WorkflowResult.Kind.CODE_THREW
          || result.kind() == WorkflowResult.Kind.STUCK;
    }

    /** Returns its tickets and how its workflow ended, in a sentence. */
    String description() {
      String count = tickets.size() == 1 ? "one ticket, " : tickets.size() + " tickets, ";
      String has = (tickets.isEmpty() ? "" : count) + OrderVerdict.list(tickets);
      return "%s has %s; its workflow %s".formatted(orderId, has, result.words());
    }
  }

  /** Returns the number of all tickets. */
  int tickets() {
    return orders.stream().mapToInt(order -> order.tickets().size()).sum();
  }

  /** Returns the number of tickets beyond the first of their order. */
  int duplicates() {
    return orders.stream().mapToInt(order -> Math.max(0, order.tickets().size() - 1)).sum();
  }

  /** Returns the number of orders that match. */
  int count(Predicate<Order> such) {
    return (int) orders.stream().filter(such).count();
  }

  /** Returns the first order that matches. */
  Optional<Order> first(Predicate<Order> such) {
    return orders.stream().filter(such).findFirst();
  }
}
