package ticketing.runner.run.orders;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import ticketing.runner.util.Shell;
import ticketing.runner.util.WithContext;

/** {@code ./workshop reserve COUNT FOLDER}: a ticket database to place many orders in. */
@Command(
    name = "reserve",
    description = {
      "Make a ticket database with reservations and no tickets.",
      "The folder must be new or empty."
    })
public final class ReserveCommand extends WithContext implements Runnable {

  /** Differs each second: a server that knows an order of this ID would return its old ticket. */
  private static final DateTimeFormatter PREFIX =
      DateTimeFormatter.ofPattern("'order-'MMdd-HHmmss-");

  @Parameters(
      index = "0",
      paramLabel = "COUNT",
      description = "Number of reservations, 1 to 10000.")
  private int count;

  @Parameters(
      index = "1",
      paramLabel = "FOLDER",
      description = "Folder for the database, new or empty.")
  private Path folder;

  @Override
  public void run() {
    RunOptions.requireCount("COUNT", count);
    Path database = RunOptions.newFolder(context.resolve("FOLDER", folder));
    List<String> orderIds = RunOrders.ids(PREFIX.format(LocalDateTime.now()), count);
    RunOrders.reservations(orderIds).write(database);
    String option = database.toString().contains(" ") ? "\"" + database + "\"" : "" + database;
    context.print(
        "%s in %s. In two terminals:%n  %s%n  %s%n",
        count == 1
            ? "One reservation, " + orderIds.get(0) + ","
            : "%d reservations, %s to %s,"
                .formatted(count, orderIds.get(0), orderIds.get(count - 1)),
        database,
        Shell.workshop("worker 03 --database " + option),
        Shell.workshop("order --all --database " + option));
  }
}
