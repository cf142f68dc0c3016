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
 * @param withNoOps the time that as many of these workflows take with activities that do nothing
 */
record ChaosResult(
    String strategy, RunResults orders, int kills, Duration time, Duration withNoOps) {
  private static final String ROW = "%-28s%8s%9s%12s%9s%11s%7s%10s%12s%n";

  /** Whether nothing is lost, nothing doubled, and every workflow returned what is on disk. */
  boolean isRight() {
    return orders.all().stream().allMatch(Order::isRight);
  }

  /** The figures, one row for the run and one for the same workflows with nothing to do. */
  String table() {
    int all = orders.all().size();
    return String.format("%n")
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
            seconds(time),
            perSecond(all, time))
        + ROW.formatted(
            "  no-op activities",
            all,
            "",
            "",
            "",
            "",
            "",
            seconds(withNoOps),
            perSecond(all, withNoOps))
        + String.format("%n");
  }

  private static String seconds(Duration time) {
    return "%.1f s".formatted(time.toMillis() / 1000.0);
  }

  private static String perSecond(int orders, Duration time) {
    return "%.1f".formatted(orders / (time.toMillis() / 1000.0));
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
