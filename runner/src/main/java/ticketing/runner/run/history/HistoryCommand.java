package ticketing.runner.run.history;

import io.grpc.StatusRuntimeException;
import java.io.PrintStream;
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

  @Option(names = "--all", description = "Also show workflow tasks and activity starts.")
  private boolean all;

  @Override
  public Integer call() throws TemporalConnection.Unreachable {
    PrintStream out = context.out();
    OrderHistory history = fetch();
    printRuns(raw ? history.storedRuns() : history.runs());
    if (history.mayHaveMore()) {
      out.printf("Only the first %d runs are shown; there may be more.%n", OrderHistory.MAX_RUNS);
    }
    boolean isDecrypted = raw || history.problem().isEmpty();
    if (!isDecrypted) {
      context
          .err()
          .println("Some of the history cannot be decrypted. " + history.problem().orElseThrow());
    }
    String card = "The card number of " + history.orderId().orElse("this order");
    out.println(
        switch (history.card()) {
          case FOUND -> card + " IS IN THIS HISTORY.";
          case NOWHERE ->
              card + " is not in this history, not even in failures or their stack traces.";
          case UNKNOWN -> card + " may be in the parts that cannot be decrypted.";
          case NONE -> "This is not the history of an order, and has no card number.";
        });
    return isDecrypted && history.card() != OrderHistory.Card.FOUND ? 0 : 1;
  }

  private OrderHistory fetch() throws TemporalConnection.Unreachable {
    EncryptionKeys keys = EncryptionKeys.of(context);
    try (TemporalConnection temporal = TemporalConnection.open(Connections.ofClient(context))) {
      return OrderHistory.fetch(temporal.client(), keys, workflowId)
          .orElseThrow(
              () ->
                  new UsageException(
                      "Temporal at %s has no workflow \"%s\". Place the order first; the embedded server forgets everything when it ends."
                          .formatted(temporal.address(), workflowId),
                      1));
    } catch (StatusRuntimeException e) {
      throw new UsageException(
          "Temporal does not answer any more (%s). Start it again.".formatted(e.getMessage()), 1);
    }
  }

  private void printRuns(List<OrderHistory.Run> runs) {
    int hiddenEvents = 0;
    for (OrderHistory.Run run : runs) {
      List<String> lines = all ? run.allLines() : run.lines();
      int events = run.allLines().size();
      context.print("%s  run %s, %d events%n", run.workflowId(), run.runId(), events);
      lines.forEach(context.out()::println);
      hiddenEvents += events - lines.size();
    }
    if (hiddenEvents > 0) {
      context.print(
          "%d events (workflow tasks and activity starts) are not shown; --all shows them.%n",
          hiddenEvents);
    }
  }
}
