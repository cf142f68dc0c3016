package ticketing.runner.run.orders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import ticketing.runner.util.AtomicFiles;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.Shell;
import ticketing.runner.util.UsageException;

/** {@code ./workshop reserve COUNT FOLDER}: a ticket database to place many orders in. */
@Command(
    name = "reserve",
    description =
        "Make a ticket database with so many reservations and no ticket, in a folder that is new or"
            + " empty.")
public final class ReserveCommand implements Runnable {
  private static final int MOST = 10_000;

  private final CommandContext context;

  @Parameters(index = "0", paramLabel = "COUNT", description = "How many, from 1 to 10000.")
  private int count;

  @Parameters(index = "1", paramLabel = "FOLDER", description = "Of the database.")
  private Path folder;

  /** In this context. */
  public ReserveCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public void run() {
    if (count < 1 || count > MOST) {
      throw new UsageException("COUNT is a number from 1 to " + MOST + ", not " + count);
    }
    Path database = context.resolve(folder);
    requireEmpty(database);
    List<String> orderIds = RunOrders.ids(prefix(), count);
    RunOrders.reservations(orderIds).write(database);
    String named =
        database.toString().contains(" ") ? '"' + database.toString() + '"' : "" + database;
    String workshop = Shell.WINDOWS ? "workshop" : "./workshop";
    context
        .out()
        .printf(
            "%s in %s. In two terminals:%n  %s worker 03 --database %s%n  %s order --all --database"
                + " %s%n",
            count == 1
                ? "One reservation, " + orderIds.get(0) + ","
                : "%d reservations, %s to %s,"
                    .formatted(count, orderIds.get(0), orderIds.get(count - 1)),
            database,
            workshop,
            named,
            workshop,
            named);
  }

  /**
   * Another one each second: a server that still has the orders of an earlier database would answer
   * with their tickets.
   */
  private static String prefix() {
    return DateTimeFormatter.ofPattern("'order-'MMdd-HHmmss-").format(LocalDateTime.now());
  }

  /** Nothing is overwritten, and nothing of somebody else's is mixed with tickets. */
  private static void requireEmpty(Path database) {
    if (!Files.exists(database)) {
      return;
    }
    if (!Files.isDirectory(database)) {
      throw new UsageException(database + " is not a folder. Name another.");
    }
    try (Stream<Path> files = Files.list(database)) {
      if (files.findAny().isPresent()) {
        throw new UsageException(
            database
                + " has something in it already, and nothing is overwritten. Name another folder,"
                + " or delete that one.");
      }
    } catch (IOException e) {
      throw new UsageException(database + " cannot be read: " + AtomicFiles.reason(e), 1);
    }
  }
}
