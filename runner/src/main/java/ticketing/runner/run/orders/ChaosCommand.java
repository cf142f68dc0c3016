package ticketing.runner.run.orders;

import com.uber.m3.tally.NoopScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import ticketing.order.Strategy;
import ticketing.runner.run.code.CodeOptions;
import ticketing.runner.run.encryption.Connections;
import ticketing.runner.run.orders.RunResults.Order;
import ticketing.runner.service.TicketsAddress;
import ticketing.runner.stages.Stage;
import ticketing.runner.util.AtomicFiles;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.Shell;
import ticketing.runner.util.UsageException;
import ticketing.runner.util.WithContext;
import ticketing.system.Database;
import ticketing.system.Ledger;
import ticketing.system.TimingGuarantees;
import ticketing.testkit.TemporaryFolder;
import ticketing.testkit.WorkflowResult;
import ticketing.worker.LocalPort;
import ticketing.worker.TemporalConnection;

/** {@code ./workshop chaos}. */
@Command(
    name = "chaos",
    description = {
      "Kill the worker again and again while it processes many orders.",
      "Calls fail, too, and everything runs in real time. The tickets are on disk afterwards: look"
          + " at them."
    })
public final class ChaosCommand extends WithContext implements Callable<Integer> {
  private static final String LOGS = "workers";

  private static final Duration SHORTEST_LIFE = Duration.ofMillis(500);
  private static final Duration LONGEST_LIFE = Duration.ofSeconds(5);

  private static final String HEADER =
      """

                                                                 without      wrong
                                    orders  tickets  duplicates   ticket     result  kills      time    orders/s
      """;

  @Parameters(
      paramLabel = "EXERCISE",
      arity = "0..1",
      defaultValue = "03",
      description = "An exercise, such as 04; default: ${DEFAULT-VALUE}.")
  private Stage stage;

  @Mixin private RunOptions options = new RunOptions(1000, 0.2);

  @Mixin private CodeOptions code;

  /** When the worker is killed; null until it is ready. */
  private Long deadline;

  @Override
  public Integer call() throws IOException, InterruptedException, TemporalConnection.Unreachable {
    if (code.isMine(false)) {
      CodeOptions.requireEdited(stage, "chaos");
    }
    Strategy strategy = code.strategy(stage);
    Ledger ledger =
        new Ledger(options.createFolder(context).resolve(strategy.name()), Clock.systemUTC());
    String database = ledger.database().toString();
    // A free one, so that no other worker takes these orders.
    String port = String.valueOf(Shell.freePort());
    Map<String, String> variables =
        Map.of(Database.VARIABLE, database, LocalPort.VARIABLE, port, TicketsAddress.VARIABLE, "");
    CommandContext ofWorker = context.with(variables);
    try (TemporalConnection temporal =
        TemporalConnection.openOrStartEmbedded(Connections.ofWorker(ofWorker, new NoopScope()))) {
      temporal
          .startedServer()
          .ifPresent(server -> TemporaryFolder.beforeDeletion(server.process()::destroyForcibly));
      return run(temporal, ofWorker, strategy, ledger) ? 0 : 1;
    }
  }

  /** Returns whether each order has one ticket, and its workflow returned its number. */
  private boolean run(
      TemporalConnection temporal, CommandContext ofWorker, Strategy strategy, Ledger ledger)
      throws IOException, InterruptedException {
    // A server that ran before may know the orders of another run.
    String prefix =
        temporal.startedServer().isPresent() ? "order-" : "order-" + AtomicFiles.newName() + "-";
    List<String> orderIds = RunOrders.ids(prefix, options.orders);
    RunOrders.reservations(orderIds).write(ledger.database());
    Path logs = Files.createDirectories(ledger.database().resolve(LOGS));
    OrderBatch batch =
        new OrderBatch(
            temporal.client(),
            strategy,
            orderIds,
            new OrderProgress(context, strategy.name(), orderIds.size()));
    // A process that is killed leaves its temporary files behind.
    String temporaryFolder = "-Djava.io.tmpdir=" + TemporaryFolder.create("workshop-chaos");
    try (KillableWorker worker =
        new KillableWorker(
            ofWorker, logs, start -> command(temporaryFolder, start), "is ready", () -> {})) {
      TemporaryFolder.beforeDeletion(worker::close);
      worker.start();
      Random random = new Random(options.seed);
      Map<String, WorkflowResult> results =
          batch.run(OrderBatch.PATIENCE, () -> killIfDue(worker, random));
      TimeUnit.MILLISECONDS.sleep(DemoRun.settleTime(TimingGuarantees.FAST).toMillis());
      worker.close();
      return print(strategy, RunResults.of(ledger, results), worker, batch.time());
    }
  }

  /** Kills the worker and starts the next one, if it is due; returns whether one is ready. */
  private boolean killIfDue(KillableWorker worker, Random random) {
    long now = System.nanoTime();
    KillableWorker.Status status = worker.status();
    if (status.state() == KillableWorker.State.ENDED) {
      throw UsageException.failure(
          "Worker %d has ended, or is not ready after 60 s: %s (see %s)",
          worker.starts(), status.words(), worker.log(worker.starts()));
    }
    if (deadline == null && status.state() == KillableWorker.State.READY) {
      deadline = now + random.nextLong(SHORTEST_LIFE.toNanos(), LONGEST_LIFE.toNanos());
    } else if (deadline != null && now > deadline) {
      worker.kill();
      worker.start();
      deadline = null;
    }
    return deadline != null;
  }

  /** Returns the command line of {@code ./workshop worker}, each time with another seed. */
  private List<String> command(String temporaryFolder, int start) {
    return Shell.runnerCommand(
        context.root(),
        List.of(temporaryFolder),
        "worker",
        stage.number(),
        code.isMine(false) ? "--mine" : "--solution",
        "--likelihood",
        String.valueOf(options.likelihood),
        "--seed",
        String.valueOf(options.seed + start),
        "--end-with-parent");
  }

  private boolean print(Strategy strategy, RunResults results, KillableWorker worker, Duration time)
      throws IOException {
    double seconds = time.toMillis() / 1000.0;
    context.print(
        HEADER + "%s%11d%7d%8.1f s%12.1f%n%n",
        results.row(strategy.name()),
        results.count(Order::hasWrongResult),
        worker.starts() - 1,
        seconds,
        options.orders / seconds);
    Optional<Order> wrong =
        results
            .first(order -> order.verdict().isSoldTwice())
            .or(() -> results.first(order -> !order.verdict().hasOneTicketAndReturnedIt()));
    if (wrong.isPresent()) {
      printExample(wrong.get(), results.database().resolve(LOGS), worker);
    } else {
      context.print(
          "Every order has one ticket, and its workflow returned that ticket's number.%n");
    }
    return wrong.isEmpty();
  }

  private void printExample(Order order, Path logs, KillableWorker worker) throws IOException {
    context.print("%s. In %s:%n", order.description(), logs);
    for (int start = 1; start <= worker.starts(); start++) {
      for (String line : worker.output(start).lines().toList()) {
        if (line.startsWith(order.orderId() + " ")) {
          context.print("  worker %d  %s%n", start, line);
        }
      }
    }
  }
}
