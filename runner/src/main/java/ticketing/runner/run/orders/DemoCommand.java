package ticketing.runner.run.orders;

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
import ticketing.runner.run.orders.RunResults.Order;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.AtomicFiles;
import ticketing.runner.util.UsageException;
import ticketing.runner.util.WithContext;
import ticketing.system.faults.FaultPlan;
import ticketing.system.faults.RandomFaults;
import ticketing.testkit.explorer.StrategyUnderTest;
import ticketing.worker.TemporalConnection;

/** {@code ./workshop demo}. */
@Command(
    name = "demo",
    description = {
      "Put the same orders, under the same faults, through every strategy.",
      "Runs on Temporal's test server with time skipping, or on a server in real time. The tickets"
          + " are on disk afterwards: look at them."
    })
public final class DemoCommand extends WithContext implements Callable<Integer> {
  @Option(
      names = "--strategy",
      paramLabel = "NAME",
      description =
          "Run only this exercise, such as 03, or key, a ticket system with an idempotency key, for"
              + " comparison. May be repeated.")
  private List<String> strategies = new ArrayList<>();

  @Option(
      names = "--server",
      description =
          "Run in real time, on the Temporal server that is configured or running, otherwise on the"
              + " embedded one. Takes a minute, and longer with a higher likelihood.")
  private boolean server;

  @Mixin private RunOptions options = new RunOptions(50, 0.4);

  @Mixin private CodeOptions code;

  @Override
  public Integer call() throws InterruptedException, TemporalConnection.Unreachable {
    Collection<StrategyUnderTest> strategiesUnderTest = strategiesUnderTest(Workshop.of(context));
    Path folder = options.createFolder(context);
    FaultPlan faults = new RandomFaults(options.seed, options.likelihood);
    List<DemoRun> runs =
        strategiesUnderTest.stream()
            .map(underTest -> DemoRun.in(folder, underTest, options.orders, faults))
            .toList();
    print(server ? onServer(runs) : inSkippedTime(runs));
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

  private List<DemoRun.Result> inSkippedTime(List<DemoRun> runs) throws InterruptedException {
    List<DemoRun.Result> results = new ArrayList<>();
    for (DemoRun run : runs) {
      results.add(run.inSkippedTime(new OrderProgress(context, run.name(), options.orders)));
    }
    return results;
  }

  /** Runs all at the same time, since they mostly wait. */
  private List<DemoRun.Result> onServer(List<DemoRun> runs)
      throws InterruptedException, TemporalConnection.Unreachable {
    ExecutorService threads = Executors.newFixedThreadPool(runs.size());
    try (TemporalConnection temporal =
        TemporalConnection.openOrStartEmbedded(Connections.ofWorker(context, new NoopScope()))) {
      String started =
          temporal
              .startedServer()
              .map(server -> ", started for this demo (" + server + ")")
              .orElse("");
      context.print(
          "In real time, on the %sTemporal at %s%s.%n",
          started.isEmpty() ? "" : "embedded ", temporal.address(), started);
      OrderProgress progress =
          new OrderProgress(context, "orders ended", options.orders * runs.size());
      String time = AtomicFiles.newName();
      List<Callable<DemoRun.Result>> parts = new ArrayList<>();
      runs.forEach(run -> parts.add(() -> run.onServer(temporal.client(), time, progress)));
      List<DemoRun.Result> results = new ArrayList<>();
      for (Future<DemoRun.Result> part : threads.invokeAll(parts)) {
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

  private void print(List<DemoRun.Result> all) {
    context.print(
        """

                                                                   without  told "failed",    create
                                      orders  tickets  duplicates   ticket  but has a ticket   calls     time
        """);
    for (DemoRun.Result one : all) {
      context.print(
          "%s%18d%8d%7.1f s%n",
          one.orders().row(one.strategy()),
          one.orders().count(order -> order.verdict().isReportedAsFailed()),
          one.creates(),
          one.time().toMillis() / 1000.0);
    }
    context.print("%n");
    for (DemoRun.Result one : all) {
      RunResults results = one.orders();
      results
          .first(order -> order.verdict().isSoldTwice())
          .map(order -> results.database().resolve(order.orderId()))
          .map(folder -> "A seat was sold twice. Its tickets are in " + folder)
          .ifPresent(context.out()::println);
      results
          .first(Order::hasBug)
          .map(order -> one.strategy() + "  " + order.verdict().result().words())
          .ifPresent(context.out()::println);
    }
  }
}
