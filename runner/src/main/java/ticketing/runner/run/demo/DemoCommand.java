package ticketing.runner.run.demo;

import com.uber.m3.tally.NoopScope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import ticketing.runner.run.code.CodeOptions;
import ticketing.runner.run.encryption.Connections;
import ticketing.runner.run.orders.OrderProgress;
import ticketing.runner.run.orders.RunOptions;
import ticketing.runner.run.orders.RunResults.Order;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.UsageException;
import ticketing.system.faults.FaultPlan;
import ticketing.system.faults.RandomFaults;
import ticketing.testkit.explorer.StrategyUnderTest;
import ticketing.worker.TemporalConnection;

/** {@code ./workshop demo}. */
@Command(
    name = "demo",
    description = {
      "Put the same orders, under the same faults, through every strategy.",
      "Runs on Temporal's test service in skipped time, or on a server in real time. The tickets are on disk afterwards: look at them."
    })
public final class DemoCommand implements Callable<Integer> {
  private final CommandContext context;

  @Option(
      names = "--strategy",
      paramLabel = "NAME",
      description =
          "Run only this exercise, such as 03, or key, the stronger tool for comparison. May be"
              + " repeated.")
  private List<String> strategies = new ArrayList<>();

  @Option(
      names = "--server",
      description =
          "Run in real time, on the Temporal server that is configured or running; else on the"
              + " embedded one. Takes a minute, and longer with a higher likelihood.")
  private boolean server;

  @Mixin private RunOptions options;

  @Mixin private CodeOptions code;

  /** Runs in this context. */
  public DemoCommand(CommandContext context) {
    this.context = context;
    this.options = new RunOptions(context, 50, 0.4);
  }

  @Override
  public Integer call() throws InterruptedException, TemporalConnection.Unreachable {
    Collection<StrategyUnderTest> strategiesUnderTest = strategiesUnderTest(Workshop.of(context));
    Path folder = options.createFolder();
    FaultPlan faults = new RandomFaults(options.seed(), options.likelihood());
    print(
        server
            ? runOnServer(strategiesUnderTest, folder, faults)
            : strategiesUnderTest.stream()
                .map(
                    underTest ->
                        DemoRun.inSkippedTime(
                            underTest,
                            folder.resolve(underTest.name()),
                            options.orders(),
                            faults,
                            new OrderProgress(context, underTest.name(), options.orders())))
                .toList());
    return 0;
  }

  private Collection<StrategyUnderTest> strategiesUnderTest(Workshop workshop) {
    List<String> names =
        strategies.isEmpty() ? workshop.stages().stream().map(Stage::name).toList() : strategies;
    Map<String, StrategyUnderTest> strategiesUnderTest = new LinkedHashMap<>();
    for (String name : names) {
      StrategyUnderTest underTest = code.strategyUnderTest(workshop, name);
      strategiesUnderTest.put(underTest.name(), underTest);
    }
    return strategiesUnderTest.values();
  }

  private List<DemoResult> runOnServer(
      Collection<StrategyUnderTest> strategiesUnderTest, Path folder, FaultPlan faults)
      throws InterruptedException, TemporalConnection.Unreachable {
    try (TemporalConnection temporal =
        TemporalConnection.openOrStartEmbedded(Connections.ofWorker(context, new NoopScope()))) {
      context
          .out()
          .println(
              temporal
                  .startedServer()
                  .map(
                      started ->
                          "In real time, on the embedded Temporal at %s, started for this demo (%s)."
                              .formatted(temporal.address(), started))
                  .orElse("In real time, on the Temporal at " + temporal.address() + "."));
      OrderProgress progress =
          new OrderProgress(context, "orders ended", options.orders() * strategiesUnderTest.size());
      String run = RunOptions.now();
      List<Callable<DemoResult>> parts = new ArrayList<>();
      for (StrategyUnderTest underTest : strategiesUnderTest) {
        Path database = folder.resolve(underTest.name());
        parts.add(
            () ->
                DemoRun.onServer(
                    temporal.client(),
                    run,
                    underTest,
                    database,
                    options.orders(),
                    faults,
                    progress));
      }
      return atOnce(parts);
    }
  }

  /** Runs all parts at the same time, since they mostly wait. */
  private static List<DemoResult> atOnce(List<Callable<DemoResult>> parts)
      throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(parts.size());
    try {
      List<DemoResult> results = new ArrayList<>();
      for (Future<DemoResult> part : threads.invokeAll(parts)) {
        results.add(part.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof UsageException usage
          ? usage
          : new IllegalStateException("A strategy's part of the demo failed", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private void print(List<DemoResult> all) {
    context.out().print(DemoResult.table(all));
    all.stream()
        .map(DemoResult::results)
        .flatMap(
            results ->
                results.first(Order::isSoldTwice).stream()
                    .map(order -> results.database().resolve(order.orderId())))
        .findFirst()
        .ifPresent(
            folder -> context.out().println("A seat was sold twice. Its tickets are in " + folder));
    for (DemoResult one : all) {
      one.results()
          .first(Order::hasBug)
          .ifPresent(
              order -> context.out().println(one.strategy() + "  " + order.result().words()));
    }
  }
}
