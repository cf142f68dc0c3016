package ticketing.acceptance.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowClient;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkflowImplementationOptions;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ticketing.acceptance.support.Commands;
import ticketing.acceptance.support.Exercise;
import ticketing.acceptance.support.NoOpTicketSystem;
import ticketing.acceptance.support.WorkshopCopy;
import ticketing.order.OrderActivitiesImpl;
import ticketing.order.Strategy;
import ticketing.runner.run.orders.OrderBatch;
import ticketing.runner.run.orders.OrderProgress;
import ticketing.runner.run.orders.RunOrders;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.StageCode;
import ticketing.runner.stages.TestProcess;
import ticketing.runner.stages.Verdict;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.Shell;
import ticketing.system.LedgerTicketSystem;
import ticketing.system.PaymentService;
import ticketing.system.TicketSystem;
import ticketing.system.TimingGuarantees;
import ticketing.testkit.Ring;
import ticketing.testkit.WorkflowResult;
import ticketing.worker.EmbeddedServer;
import ticketing.worker.LocalPort;
import ticketing.worker.TemporalConnection;

/**
 * Compares the medians of five runs. Checks ratios, because absolute times depend on the machine.
 */
@Tag("benchmark")
class WorkshopBenchmark {
  private static final int RUNS = 5;
  private static final int ORDERS = 300;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"03", "04"})
  void core_is_at_least_three_times_as_fast_in_watch_as_with_maven(String number) throws Exception {
    Workshop workshop = new Workshop(WorkshopCopy.create());
    Stage stage = workshop.stage(number);
    Exercise exercise = new Exercise(workshop.root(), number);
    exercise.solve();
    String solved = Stage.text(exercise.file());
    Map<Ring, List<Double>> warm = new EnumMap<>(Ring.class);
    List<Double> maven = new ArrayList<>();
    try (TestProcess process = new TestProcess(workshop, CommandContext.ofProcess())) {
      process.test(stage, message -> {});
      for (int run = 0; run < RUNS; run++) {
        exercise.write(solved + "// Saved for watch: " + run + "\n");
        testInRings(process, stage)
            .forEach((ring, time) -> warm.computeIfAbsent(ring, r -> new ArrayList<>()).add(time));

        long start = System.nanoTime();
        exercise.write(solved + "// Saved for Maven: " + run + "\n");
        Shell.Output output =
            Commands.maven(workshop.root(), "-q", "-o", "-pl", "exercises/" + stage, "test");
        assertThat(output.exitCode()).as(output.tail(20)).isZero();
        maven.add(secondsSince(start));
      }
    }
    warm.forEach(
        (ring, times) -> System.out.printf("%s %s: %.1f s%n", number, ring, median(times)));
    double ratio = median(maven) / median(warm.get(Ring.CORE));
    System.out.printf(
        "%s core with Maven: %.1f s, %.1f times as long%n", number, median(maven), ratio);
    assertThat(ratio).isGreaterThanOrEqualTo(3);
  }

  /** Returns how long each ring takes; the first includes compiling. */
  private static Map<Ring, Double> testInRings(TestProcess process, Stage stage)
      throws InterruptedException {
    Map<Ring, Double> times = new EnumMap<>(Ring.class);
    AtomicReference<Ring> current = new AtomicReference<>(Ring.CORE);
    AtomicLong start = new AtomicLong(System.nanoTime());
    Consumer<Ring> next =
        ring -> {
          times.merge(current.getAndSet(ring), secondsSince(start.get()), Double::sum);
          start.set(System.nanoTime());
        };
    Verdict verdict =
        process.test(stage, message -> Optional.ofNullable(message.ring()).ifPresent(next));
    next.accept(null);
    assertThat(verdict.isAllDone()).isTrue();
    return times;
  }

  @Test
  void the_ledger_costs_at_most_half_the_throughput() throws Exception {
    Strategy strategy = StageCode.main(Workshop.here().stage("03").solution()).strategy();
    List<Double> ledger = new ArrayList<>();
    List<Double> noOp = new ArrayList<>();
    try (EmbeddedServer server = EmbeddedServer.start(0);
        TemporalConnection temporal =
            TemporalConnection.open(
                TemporalConnection.Options.of(
                    Map.of(LocalPort.VARIABLE, String.valueOf(server.port()))))) {
      // The first run of each only warms up the JVM.
      for (int run = 0; run <= RUNS; run++) {
        List<String> orderIds = RunOrders.ids("order-ledger-" + run + "-", ORDERS);
        Path database = folder.resolve("database-" + run);
        RunOrders.reservations(orderIds).write(database);
        TicketSystem onDisk = LedgerTicketSystem.open(database, TimingGuarantees.FAST);
        ledger.add(ordersPerSecond(temporal.client(), strategy, orderIds, onDisk));

        List<String> noOpIds = RunOrders.ids("order-no-op-" + run + "-", ORDERS);
        noOp.add(ordersPerSecond(temporal.client(), strategy, noOpIds, new NoOpTicketSystem()));
      }
    }
    double withLedger = median(ledger.subList(1, ledger.size()));
    double withoutLedger = median(noOp.subList(1, noOp.size()));
    double ratio = withLedger / withoutLedger;
    System.out.printf(
        "03 on the embedded server: %.0f orders/s with the ledger, %.0f with a ticket system that"
            + " does nothing, ratio %.2f%n",
        withLedger, withoutLedger, ratio);
    assertThat(ratio).isGreaterThanOrEqualTo(0.5);
  }

  private static double ordersPerSecond(
      WorkflowClient client, Strategy strategy, List<String> orderIds, TicketSystem tickets)
      throws InterruptedException {
    WorkerFactory factory = WorkerFactory.newInstance(client);
    Strategy strategyOfRun = strategy.on(orderIds.get(0));
    Worker worker = factory.newWorker(strategyOfRun.taskQueue());
    strategyOfRun.registerOn(worker, WorkflowImplementationOptions.getDefaultInstance());
    worker.registerActivitiesImplementations(
        new OrderActivitiesImpl(tickets, new PaymentService()));
    factory.start();
    try {
      OrderBatch batch =
          new OrderBatch(
              client, strategyOfRun, orderIds, new OrderProgress(silent(), "", orderIds.size()));
      assertThat(batch.run(OrderBatch.PATIENCE, () -> true).values())
          .allMatch(result -> result.kind() == WorkflowResult.Kind.RETURNED);
      return orderIds.size() / (batch.time().toNanos() / 1e9);
    } finally {
      factory.shutdownNow();
    }
  }

  private static CommandContext silent() {
    Path root = Workshop.here().root();
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    return new CommandContext(
        Map.of(), root, root, InputStream.nullInputStream(), nowhere, nowhere, false);
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static double median(List<Double> runs) {
    return runs.stream().sorted().toList().get(runs.size() / 2);
  }
}
