package ticketing.runner.run.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ticketing.system.Ledger;
import ticketing.testkit.WorkflowResult;

/**
 * What came of the orders of a run. Tickets are counted on disk.
 *
 * @param database the folder of the tickets
 * @param all what came of each order
 */
public record RunResults(Path database, List<Order> all) {

  /** Reads the ledger. The endings are those of the orders, in their order. */
  public static RunResults of(Ledger ledger, List<String> orderIds, List<WorkflowResult> endings) {
    List<Order> orders = new ArrayList<>();
    for (int i = 0; i < orderIds.size(); i++) {
      String orderId = orderIds.get(i);
      orders.add(new Order(orderId, endings.get(i), ledger.ticketIdsOf(orderId)));
    }
    return new RunResults(ledger.database(), orders);
  }

  /**
   * What came of one order.
   *
   * @param orderId its ID
   * @param ending how its workflow ended
   * @param tickets the numbers of its tickets
   */
  public record Order(String orderId, WorkflowResult ending, List<String> tickets) {

    /** Whether it has one ticket, and its customer was told that one's number. */
    public boolean isRight() {
      return tickets.size() == 1 && tickets.get(0).equals(ending.ticketId());
    }

    /** How many tickets it has, which, and what its customer was told. */
    public String words() {
      String has =
          switch (tickets.size()) {
            case 0 -> "no ticket";
            case 1 -> "one ticket, " + tickets.get(0);
            default -> tickets.size() + " tickets, " + String.join(" and ", tickets);
          };
      return "%s has %s; its workflow %s".formatted(orderId, has, ending.words());
    }

    /** Whether its customer was told a ticket number. */
    boolean wasToldATicket() {
      return ending.kind() == WorkflowResult.Kind.RETURNED;
    }
  }

  /** All tickets. */
  public int tickets() {
    return all.stream().mapToInt(order -> order.tickets().size()).sum();
  }

  /** Tickets beyond the first of their order. */
  public int duplicates() {
    return all.stream().mapToInt(order -> Math.max(0, order.tickets().size() - 1)).sum();
  }

  /** Orders that have none. */
  public int withoutTicket() {
    return (int) all.stream().filter(order -> order.tickets().isEmpty()).count();
  }

  /** Orders that have one, or several, and did not end with a number. */
  public int toldFailedButHasTicket() {
    return (int)
        all.stream().filter(order -> !order.wasToldATicket() && !order.tickets().isEmpty()).count();
  }

  /** The folder of the first order with more than one ticket. */
  public Optional<Path> doubledOrder() {
    return all.stream()
        .filter(order -> order.tickets().size() > 1)
        .map(order -> database.resolve(order.orderId()))
        .findFirst();
  }

  /** What is wrong with the workflow's own code, if anything is. */
  public Optional<String> firstProblem() {
    return all.stream()
        .map(Order::ending)
        .filter(
            ending ->
                ending.kind() == WorkflowResult.Kind.CODE_THREW
                    || ending.kind() == WorkflowResult.Kind.STUCK)
        .map(WorkflowResult::words)
        .findFirst();
  }
}
