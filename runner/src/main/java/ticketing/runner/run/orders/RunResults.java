package ticketing.runner.run.orders;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import ticketing.system.Ledger;
import ticketing.testkit.OrderVerdict;
import ticketing.testkit.WorkflowResult;
import ticketing.testkit.WorkflowResult.Kind;

/** The results of a run's orders. Their tickets are counted on disk, in its database. */
record RunResults(Path database, List<Order> orders) {

  static RunResults of(Ledger ledger, Map<String, WorkflowResult> results) {
    List<Order> orders = new ArrayList<>();
    results.forEach(
        (id, result) ->
            orders.add(new Order(id, new OrderVerdict(result, ledger.ticketIdsOf(id)))));
    return new RunResults(ledger.database(), orders);
  }

  /** An order, and the judgement of it. */
  record Order(String orderId, OrderVerdict verdict) {

    /** Returns whether it has one ticket, but its workflow did not return that ticket's number. */
    boolean hasWrongResult() {
      return verdict.tickets().size() == 1 && !verdict.hasOneTicketAndReturnedIt();
    }

    /** Returns whether its workflow did not end, or failed with an exception of its own code. */
    boolean hasBug() {
      return List.of(Kind.CODE_THREW, Kind.STUCK).contains(verdict.result().kind());
    }

    /** Returns its tickets and how its workflow ended, in a sentence. */
    String description() {
      List<String> tickets = verdict.tickets();
      String count = tickets.size() == 1 ? "one ticket, " : tickets.size() + " tickets, ";
      String has = (tickets.isEmpty() ? "" : count) + OrderVerdict.list(tickets);
      return "%s has %s; its workflow %s".formatted(orderId, has, verdict.result().words());
    }
  }

  /** Returns the beginning of a table's row: orders, tickets, duplicates, orders without ticket. */
  String row(String name) {
    int tickets = orders.stream().mapToInt(order -> order.verdict().tickets().size()).sum();
    int without = count(order -> order.verdict().tickets().isEmpty());
    int duplicates = tickets - (orders.size() - without);
    return "%-28s%8d%9d%12d%9d".formatted(name, orders.size(), tickets, duplicates, without);
  }

  int count(Predicate<Order> such) {
    return (int) orders.stream().filter(such).count();
  }

  Optional<Order> first(Predicate<Order> such) {
    return orders.stream().filter(such).findFirst();
  }
}
