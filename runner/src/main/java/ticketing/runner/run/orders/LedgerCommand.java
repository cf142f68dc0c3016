package ticketing.runner.run.orders;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import ticketing.runner.util.DatabaseOption;
import ticketing.runner.util.UsageException;
import ticketing.runner.util.WithContext;
import ticketing.system.Ledger;
import ticketing.system.Reservations;

/** {@code ./workshop ledger}. */
@Command(
    name = "ledger",
    description = {
      "Show what is in the ticket database.",
      "The exit code is 1 if an order has more than one ticket, or something cannot be read."
    })
public final class LedgerCommand extends WithContext implements Callable<Integer> {
  @Parameters(
      paramLabel = "ID",
      arity = "0..1",
      description = "An order to show in full, such as order-112358.")
  private String orderId;

  @Mixin private DatabaseOption database;

  @Override
  public Integer call() {
    Path folder = database.locate();
    LedgerReport report =
        new LedgerReport(
            Reservations.read(folder),
            new Ledger(folder, Clock.systemUTC()),
            ZoneId.systemDefault());
    if (orderId == null) {
      context.out().println("Tickets in " + folder);
      report.lines().forEach(context.out()::println);
      return report.isSound() ? 0 : 1;
    }
    if (!report.has(orderId)) {
      throw UsageException.failure(
          "There is no order %s in %s. To list the orders, type: ./workshop ledger",
          LedgerReport.printable(orderId), folder);
    }
    report.inFull(orderId).forEach(context.out()::println);
    return report.isSound(orderId) ? 0 : 1;
  }
}
