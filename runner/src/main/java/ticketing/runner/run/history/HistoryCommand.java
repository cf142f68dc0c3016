package ticketing.runner.run.history;

import io.grpc.StatusRuntimeException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ticketing.runner.run.encryption.Connections;
import ticketing.runner.run.encryption.EncryptionKeys;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.UsageException;
import ticketing.worker.TemporalConnection;

/** {@code ./workshop history ID}: what Temporal remembers of an order. */
@Command(
    name = "history",
    description =
        "Show what Temporal remembers of an order, an event a line, and look for the card number"
            + " in it.")
public final class HistoryCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(paramLabel = "ID", description = "The order's ID, or another workflow's.")
  private String workflowId;

  @Option(names = "--raw", description = "As Temporal stores it; what is encrypted stays so.")
  private boolean raw;

  @Option(names = "--all", description = "Also the events that only tell that a worker has worked.")
  private boolean all;

  /** In this context. */
  public HistoryCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws TemporalConnection.Unreachable {
    OrderHistory history = fetch();
    tellRuns(history);
    if (history.mayHaveMore()) {
      context
          .out()
          .println("There may be more runs; these are the first " + OrderHistory.MOST_RUNS + ".");
    }
    boolean isReadable = raw || history.problem().isEmpty();
    if (!isReadable) {
      context.err().println("Not all can be read. " + history.problem().orElseThrow());
    }
    tellCard(history);
    return isReadable && history.card() != OrderHistory.Card.FOUND ? 0 : 1;
  }

  private OrderHistory fetch() throws TemporalConnection.Unreachable {
    EncryptionKeys keys = EncryptionKeys.of(context);
    try (TemporalConnection temporal = TemporalConnection.open(Connections.ofClient(context))) {
      try {
        return OrderHistory.fetch(temporal.client(), keys, workflowId)
            .orElseThrow(
                () ->
                    new UsageException(
                        "Temporal at %s knows of no \"%s\". Place it first; the embedded server forgets all when it ends."
                            .formatted(temporal.address(), workflowId),
                        1));
      } catch (StatusRuntimeException e) {
        throw new UsageException(
            "Temporal at %s does not answer (%s).".formatted(temporal.address(), e.getMessage()),
            1);
      }
    }
  }

  private void tellRuns(OrderHistory history) {
    int leftOut = 0;
    for (OrderHistory.Run run : raw ? history.storedRuns() : history.runs()) {
      context
          .out()
          .printf("%s  run %s, %d events%n", run.workflowId(), run.runId(), run.allLines().size());
      if (!all) {
        leftOut += run.allLines().size() - run.lines().size();
      }
      (all ? run.allLines() : run.lines()).forEach(context.out()::println);
    }
    if (leftOut > 0) {
      context
          .out()
          .println(leftOut + " events tell only that a worker has worked; --all shows them too.");
    }
  }

  private void tellCard(OrderHistory history) {
    String orderId = history.orderId().orElse("");
    switch (history.card()) {
      case FOUND -> context.out().println("The card number of " + orderId + " STANDS IN IT.");
      case NOWHERE ->
          context
              .out()
              .println(
                  "The card number of "
                      + orderId
                      + " is nowhere in it, failures and their traces included.");
      case NONE ->
          context
              .out()
              .println(
                  orderId.isEmpty()
                      ? "This is not the history of an order: there is no card number to look for."
                      : "No ticket was asked for, and so nobody has asked for the payment of "
                          + orderId
                          + ": there is no card number to look for.");
      case UNKNOWN ->
          context.out().println("Not all can be read: a card number may stand in it unseen.");
    }
  }
}
