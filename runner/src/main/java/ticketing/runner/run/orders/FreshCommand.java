package ticketing.runner.run.orders;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.ProcessLock;
import ticketing.runner.util.UsageException;
import ticketing.runner.util.WithContext;
import ticketing.testkit.TemporaryFolder;
import ticketing.worker.EmbeddedServerProcess;
import ticketing.worker.LocalPort;
import ticketing.worker.TemporalConnection;

/** {@code ./workshop fresh}: forgets earlier demonstrations, in Temporal and in the ledger. */
@Command(
    name = "fresh",
    description = {
      "Forget earlier demonstrations.",
      "Stop your workers and the live page first. It ends the embedded Temporal that a worker"
          + " started, and removes demo-runs/ and the orders in database/. Your code, your"
          + " reservations and the two orders that came with the workshop stay."
    })
public final class FreshCommand extends WithContext implements Callable<Integer> {
  @Override
  public Integer call() throws IOException, TemporalConnection.Unreachable {
    Path runs = RunOptions.runs(context);
    requireNoPage(runs);
    int port = LocalPort.chosen(context.environment());
    if (EmbeddedServerProcess.end(port)) {
      context.print(
          "Ended the embedded Temporal: it has no orders now. Start your workers again.%n");
    } else if (LocalPort.isListening(port)) {
      context.print(
          "Another Temporal runs on port %d and keeps its orders. End it where it was started.%n",
          port);
    }
    Workshop.of(context).tickets().forEach(TemporaryFolder::delete);
    TemporaryFolder.delete(runs);
    context.out().println("Removed demo-runs/ and the tickets in database/.");
    return 0;
  }

  /** A page that runs would lose its orders and its tickets. */
  private static void requireNoPage(Path runs) throws IOException {
    if (!Files.isDirectory(runs)) {
      return;
    }
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(runs)) {
      for (Path folder : folders) {
        Path lock = folder.resolve(RunOptions.PAGE_LOCK);
        if (Files.exists(lock)) {
          ProcessLock.take(lock)
              .orElseThrow(
                  () ->
                      UsageException.failure(
                          "The live page runs, with its tickets in %s. Stop it with Ctrl-C, then type ./workshop fresh again.",
                          folder))
              .close();
        }
      }
    }
  }
}
