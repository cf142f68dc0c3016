package ticketing.runner.run.orders;

import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ticketing.order.Strategy;
import ticketing.runner.run.code.TaskQueueOption;
import ticketing.runner.run.encryption.Connections;
import ticketing.runner.stages.Stage;
import ticketing.runner.util.DatabaseOption;
import ticketing.runner.util.UsageException;
import ticketing.runner.util.WithContext;
import ticketing.system.Reservations;
import ticketing.testkit.WorkflowResult;
import ticketing.testkit.WorkflowResult.Kind;
import ticketing.worker.OrderStarter;
import ticketing.worker.PendingOrderDiagnosis;
import ticketing.worker.TemporalConnection;

/**
 * {@code ./workshop order ID…}: what the exercise's PlaceOrder does; with {@code --all}, for all.
 */
@Command(
    name = "order",
    description = {
      "Place orders and wait for their tickets.",
      "A worker of the exercise must be running."
    })
public final class OrderCommand extends WithContext implements Callable<Integer> {
  private static final int MAX_LISTED = 10;

  /** After this time without an order's end, the command prints once what keeps one open. */
  private static final Duration SILENCE = Duration.ofSeconds(10);

  private boolean isDiagnosed;

  @Parameters(
      paramLabel = "ID",
      arity = "0..*",
      description = "Order IDs, such as order-314159; database/reservations.json lists them.")
  private List<String> orderIds;

  @Option(
      names = "--all",
      description = "Place all orders of the database that are not marked as rejected.")
  private boolean all;

  @Mixin private DatabaseOption database;

  @Option(
      names = "--exercise",
      paramLabel = "EXERCISE",
      defaultValue = "03",
      description = "The exercise of the worker; default: ${DEFAULT-VALUE}.")
  private Stage stage;

  @Mixin private TaskQueueOption taskQueue;

  @Override
  public Integer call() throws InterruptedException, TemporalConnection.Unreachable {
    boolean named = orderIds != null;
    if (named && all) {
      throw new UsageException("Pass order IDs or --all, not both.");
    }
    if (!named && !all) {
      throw new UsageException("Name one or more order IDs, such as order-314159, or pass --all.");
    }
    if (named && database.isNamed()) {
      throw new UsageException(
          "Omit --database: it is only for --all. Orders that you name use the worker's database.");
    }
    Strategy strategy = taskQueue.of(new Strategy(stage.name()));
    return named
        ? new OrderStarter(Connections.ofClient(context), strategy, context.out(), context.err())
            .place(orderIds.toArray(String[]::new))
        : placeAll(strategy, Reservations.read(database.locate()));
  }

  private int placeAll(Strategy strategy, Reservations reservations)
      throws InterruptedException, TemporalConnection.Unreachable {
    List<String> reserved =
        reservations.orderIds().stream()
            .filter(id -> reservations.seatOf(id).orElseThrow().rejection() == null)
            .toList();
    if (reserved.isEmpty()) {
      throw UsageException.failure(
          "No order of this database can get a ticket. To make a database with some, type:"
              + " ./workshop reserve COUNT FOLDER");
    }
    try (TemporalConnection temporal = TemporalConnection.open(Connections.ofClient(context))) {
      WorkflowClient client = temporal.client();
      OrderBatch batch =
          new OrderBatch(
              client,
              strategy,
              reserved,
              new OrderProgress(context, "orders ended", reserved.size()));
      Map<String, WorkflowResult> results =
          batch.run(OrderBatch.PATIENCE, () -> diagnoseSilence(batch, client, strategy));
      return print(results, batch.time());
    }
  }

  /** Returns true: a worker may be ready. */
  private boolean diagnoseSilence(OrderBatch batch, WorkflowClient client, Strategy strategy) {
    boolean isSilent = batch.sinceLastEnd().compareTo(SILENCE) > 0;
    if (isSilent && !isDiagnosed) {
      batch.openOrder().ifPresent(orderId -> diagnose(orderId, client, strategy));
    }
    isDiagnosed = isSilent;
    return true;
  }

  private void diagnose(String orderId, WorkflowClient client, Strategy strategy) {
    try {
      String diagnosis = PendingOrderDiagnosis.of(client, strategy, orderId);
      context.out().println(orderId + "  still open. " + diagnosis);
    } catch (StatusRuntimeException e) {
      context.out().println("Temporal does not answer now (" + e.getMessage() + ").");
    }
  }

  /** Prints the totals, and returns an exit code of {@link OrderStarter}. */
  private int print(Map<String, WorkflowResult> results, Duration time) {
    List<String> failures =
        results.entrySet().stream()
            .filter(order -> order.getValue().kind() != Kind.RETURNED)
            .map(order -> order.getKey() + "  " + order.getValue().words())
            .toList();
    failures.stream().limit(MAX_LISTED).forEach(context.out()::println);
    if (failures.size() > MAX_LISTED) {
      context.out().println("… and " + (failures.size() - MAX_LISTED) + " more");
    }
    long open = results.values().stream().filter(one -> one.kind() == Kind.STUCK).count();
    long without = failures.size() - open;
    context.print(
        "%d of %d orders have a ticket%s%s, after %.1f s%n",
        results.size() - failures.size(),
        results.size(),
        without == 0 ? "" : ", " + without + " ended without",
        open == 0 ? "" : ", " + open + " are still open (place them again to continue waiting)",
        time.toMillis() / 1000.0);
    if (open > 0) {
      return OrderStarter.STILL_OPEN;
    }
    return without > 0 ? OrderStarter.NO_TICKET : OrderStarter.TICKET;
  }
}
