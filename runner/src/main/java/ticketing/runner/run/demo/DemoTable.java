package ticketing.runner.run.demo;

import java.util.List;

/** The results side by side. */
final class DemoTable {
  private static final String ROW = "%-28s%8s%9s%12s%9s%15s%9s%9s%n";

  private DemoTable() {}

  static String of(List<DemoResult> results) {
    StringBuilder table = new StringBuilder(String.format("%n"));
    table.append(ROW.formatted("", "", "", "", "without", "told failed,", "create", ""));
    table.append(
        ROW.formatted(
            "", "orders", "tickets", "duplicates", "ticket", "has a ticket", "calls", "time"));
    for (DemoResult result : results) {
      table.append(
          ROW.formatted(
              result.strategy(),
              result.orders().all().size(),
              result.orders().tickets(),
              result.orders().duplicates(),
              result.orders().withoutTicket(),
              result.orders().toldFailedButHasTicket(),
              result.creates(),
              "%.1f s".formatted(result.time().toMillis() / 1000.0)));
    }
    return table.append(String.format("%n")).toString();
  }
}
