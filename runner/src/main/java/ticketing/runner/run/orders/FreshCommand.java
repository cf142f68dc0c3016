package ticketing.runner.run.orders;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import ticketing.runner.util.AtomicFiles;
import ticketing.runner.util.UsageException;
import ticketing.runner.util.WithContext;
import ticketing.worker.EmbeddedServerProcess;
import ticketing.worker.LocalPort;
import ticketing.worker.TemporalConnection;

/** {@code ./workshop fresh}: forgets earlier demonstrations, in Temporal and in the ledger. */
@Command(
    name = "fresh",
    description = {
      "Forget earlier demonstrations.",
      "Ends the embedded Temporal that a worker started, and removes demo-runs/ and the orders in"
          + " database/. Your code, your reservations and the two orders that came with the workshop"
          + " stay."
    })
public final class FreshCommand extends WithContext implements Runnable {
  /** Part of the workshop: these orders show what a ticket looks like. */
  private static final Set<String> SHIPPED =
      Set.of("reservations.json", "order-112358", "order-271828");

  @Override
  public void run() {
    int port = port();
    if (EmbeddedServerProcess.end(port)) {
      context
          .out()
          .println(
              "Ended the embedded Temporal, which has forgotten its orders. Start your workers again.");
    } else if (LocalPort.isListening(port)) {
      context.print(
          "Another server runs on port %d and keeps its orders. End it where it was started.%n",
          port);
    }
    Path database = context.root().resolve("database");
    List<Path> orders =
        list(database).stream()
            .filter(file -> !SHIPPED.contains(file.getFileName().toString()))
            .toList();
    List<Path> runs = list(context.root().resolve("demo-runs"));
    Stream.concat(orders.stream(), runs.stream()).forEach(FreshCommand::delete);
    context.print(
        "Removed the tickets in database/ (orders: %d) and demo-runs/ (runs: %d).%n",
        orders.stream().filter(file -> !isHidden(file)).count(), runs.size());
  }

  private int port() {
    try {
      return LocalPort.chosen(context.environment());
    } catch (TemporalConnection.Unreachable e) {
      throw new UsageException(e.getMessage());
    }
  }

  private static boolean isHidden(Path file) {
    return file.getFileName().toString().startsWith(".");
  }

  private static List<Path> list(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    } catch (IOException e) {
      throw UsageException.failure("Cannot read " + folder + ": " + AtomicFiles.reason(e));
    }
  }

  private static void delete(Path file) {
    try {
      MoreFiles.deleteRecursively(file, RecursiveDeleteOption.ALLOW_INSECURE);
    } catch (IOException e) {
      throw UsageException.failure("Cannot remove " + file + ": " + AtomicFiles.reason(e));
    }
  }
}
