package ticketing.runner.run.orders;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import ticketing.runner.stages.Workshop;
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
  public Integer call() throws TemporalConnection.Unreachable {
    int port = LocalPort.chosen(context.environment());
    if (EmbeddedServerProcess.end(port)) {
      context
          .out()
          .println("Ended the embedded Temporal: it has no orders now. Start your workers again.");
    } else if (LocalPort.isListening(port)) {
      context.print(
          "Another Temporal runs on port %d and keeps its orders. End it where it was started.%n",
          port);
    }
    Workshop.of(context).tickets().forEach(TemporaryFolder::delete);
    TemporaryFolder.delete(context.root().resolve("demo-runs"));
    context.out().println("Removed demo-runs/ and the tickets in database/.");
    return 0;
  }
}
