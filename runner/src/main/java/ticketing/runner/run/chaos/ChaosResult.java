package ticketing.runner.run.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import ticketing.runner.run.demo.RunResults;
import ticketing.runner.run.demo.RunResults.Order;

/**
 * What came of a run, once everything late has landed.
 *
 * @param strategy its name
 * @param orders what came of each order
 * @param kills how often the worker was killed
 * @param time from the first order's placing to the last one's end
 */
record ChaosResult(String strategy, RunResults orders, int kills, Duration time) {
  private static final String ROW = "%-28s%8s%9s%12s%9s%11s%7s%10s%12s%n";

  /** Whether nothing is lost, nothing doubled, and every workflow returned what is on disk. */
  boolean isRight() {
    return orders.all().stream().allMatch(Order::isRight);
  }

  /** The figures. */
  String table() {
    int all = orders.all().size();
    double seconds = time.toMillis() / 1000.0;
    String nl = System.lineSeparator();
    return nl
        + ROW.formatted("", "", "", "", "without", "told", "", "", "")
        + ROW.formatted(
            "",
            "orders",
            "tickets",
            "duplicates",
            "ticket",
            "otherwise",
            "kills",
            "time",
            "orders/s")
        + ROW.formatted(
            strategy,
            all,
            orders.tickets(),
            orders.duplicates(),
            orders.withoutTicket(),
            orders.all().stream().filter(ChaosResult::isToldOtherwise).count(),
            kills,
            "%.1f s".formatted(seconds),
            "%.1f".formatted(all / seconds))
        + nl;
  }

  /** The orders to look into: the first of each kind of wrong. None if the run is right. */
  List<Order> examples() {
    return Stream.<Predicate<Order>>of(
            order -> order.tickets().size() > 1,
            order -> order.tickets().isEmpty(),
            ChaosResult::isToldOtherwise)
        .map(wrong -> orders.all().stream().filter(wrong).findFirst())
        .flatMap(Optional::stream)
        .toList();
  }

  /** Its one ticket is not what its workflow returned. */
  private static boolean isToldOtherwise(Order order) {
    return order.tickets().size() == 1 && !order.isRight();
  }
}
