package ticketing.runner.run.history;

import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ticketing.runner.run.encryption.Connections;
import ticketing.runner.run.encryption.EncryptionKeys;
import ticketing.runner.util.UsageException;
import ticketing.runner.util.WithContext;
import ticketing.worker.TemporalConnection;

/** Implements {@code ./workshop history ID}. */
@Command(
    name = "history",
    description = {
      "Show what Temporal has recorded about an order.",
      "Also searches the history for the card number."
    })
public final class HistoryCommand extends WithContext implements Callable<Integer> {
  @Parameters(paramLabel = "ID", description = "The ID of an order or of another workflow.")
  private String workflowId;

  @Option(
      names = "--raw",
      description = "Show the history as Temporal stores it, without decrypting.")
  private boolean raw;

  @Override
  public Integer call() throws TemporalConnection.Unreachable {
    OrderHistory history = fetch();
    printRuns(raw ? history.storedRuns() : history.runs());
    if (history.mayHaveMore()) {
      context.print(
          "Only the first %d runs are shown; there may be more.%n", OrderHistory.MAX_RUNS);
    }
    boolean isDecrypted = raw || history.problem().isEmpty();
    if (!isDecrypted) {
      context.err().println("Some of the history cannot be decrypted. " + history.problem().get());
    }
    String card = "The card number of " + history.orderId().orElse("this order");
    context.print(history.card().sentence + "%n", card);
    return isDecrypted && history.card() != OrderHistory.Card.FOUND ? 0 : 1;
  }

  private OrderHistory fetch() throws TemporalConnection.Unreachable {
    EncryptionKeys keys = EncryptionKeys.of(context);
    try (TemporalConnection temporal = TemporalConnection.open(Connections.ofClient(context))) {
      return OrderHistory.fetch(temporal.client(), keys, workflowId)
          .orElseThrow(
              () ->
                  UsageException.failure(
                      "Temporal at %s has no workflow \"%s\". Place the order first; the embedded server forgets everything when it ends.",
                      temporal.address(), workflowId));
    } catch (StatusRuntimeException e) {
      throw UsageException.failure(
          "Temporal does not answer any more (%s). Start it again.", e.getMessage());
    }
  }

  private void printRuns(List<OrderHistory.Run> runs) {
    for (OrderHistory.Run run : runs) {
      context.print("%s  run %s, %d events%n", run.workflowId(), run.runId(), run.events());
      run.lines().forEach(context.out()::println);
    }
    int hidden = runs.stream().mapToInt(run -> run.events() - run.lines().size()).sum();
    if (hidden > 0) {
      context.print("%d events (workflow tasks and activity starts) are not shown.%n", hidden);
    }
  }
}
