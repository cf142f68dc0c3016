package ticketing.runner.run.orders;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The results of one strategy's orders.
 *
 * @param strategy its name
 * @param results each order
 * @param creates the number of create calls
 * @param time in real time
 */
record DemoResult(String strategy, RunResults results, int creates, Duration time) {
  private static final String HEADER =
      """

                                                                 without  told "failed",    create
                                    orders  tickets  duplicates   ticket  but has a ticket   calls     time
      """;

  /** Returns a table with a row for each strategy. */
  static String table(List<DemoResult> all) {
    return all.stream().map(DemoResult::row).collect(Collectors.joining("", HEADER, "\n"));
  }

  private String row() {
    return "%-28s%8d%9d%12d%9d%18d%8d%7.1f s%n"
        .formatted(
            strategy,
            results.orders().size(),
            results.tickets(),
            results.duplicates(),
            results.count(order -> order.verdict().hasNoTicket()),
            results.count(order -> order.verdict().isReportedAsFailed()),
            creates,
            time.toMillis() / 1000.0);
  }
}
