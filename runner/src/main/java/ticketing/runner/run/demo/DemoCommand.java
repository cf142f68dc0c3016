package ticketing.runner.run.demo;

import com.uber.m3.tally.NoopScope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import ticketing.runner.run.code.CodeOptions;
import ticketing.runner.run.encryption.Connections;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.CommandContext;
import ticketing.system.faults.Fault;
import ticketing.system.faults.FaultPlan;
import ticketing.system.faults.RandomFaults;
import ticketing.testkit.explorer.StrategyUnderTest;
import ticketing.worker.TemporalConnection;

/** {@code ./workshop demo}. */
@Command(
    name = "demo",
    description =
        "Put the same orders, under the same faults, through every strategy, on Temporal's test"
            + " service in skipped time, or on a server in real time. The tickets are on disk"
            + " afterwards: look at them.")
public final class DemoCommand implements Callable<Integer> {
  private final CommandContext context;

  @Option(names = "--orders", defaultValue = "50", description = "How many; ${DEFAULT-VALUE}.")
  private int orders;

  @Option(
      names = "--likelihood",
      defaultValue = "0.4",
      description = "Of a fault in each call, 0 to 0.9; ${DEFAULT-VALUE}.")
  private double likelihood;

  @Option(
      names = "--strategy",
      description =
          "Only this stage, such as 03, or key, the stronger tool for comparison. May be repeated.")
  private List<String> strategies = new ArrayList<>();

  @Option(
      names = "--server",
      description =
          "In real time, on the Temporal that is configured or that runs at the usual place; where"
              + " none does, the embedded one is started. It takes a minute, and more where most"
              + " calls fail.")
  private boolean server;

  @Mixin private RunOptions options;

  @Mixin private CodeOptions code;

  /** In this context. */
  public DemoCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException, TemporalConnection.Unreachable {
    RunOptions.checkOrders(orders);
    RunOptions.checkLikelihood(likelihood);
    Workshop workshop = Workshop.of(context);
    Map<String, StrategyUnderTest> candidates = candidates(workshop);
    Path folder = options.folder(workshop, candidates.keySet());
    RunOptions.make(folder);
    context
        .out()
        .printf(
            "%d orders, a fault in %.0f %% of all calls, seed %d. Tickets in %s%n",
            orders, 100 * likelihood, options.seed(), folder);
    FaultPlan faults = new RandomFaults(options.seed(), likelihood, Fault.REJECTED);
    List<DemoResult> results =
        server
            ? onAServer(candidates.values(), folder, faults)
            : candidates.values().stream()
                .map(one -> DemoRun.of(context, one, folder.resolve(one.name()), orders, faults))
                .toList();
    context.out().print(DemoTable.of(results));
    doubled(results)
        .ifPresent(
            sold -> context.out().println("A seat that was sold twice: look into " + sold + "."));
    results.forEach(
        result ->
            result
                .orders()
                .firstProblem()
                .ifPresent(words -> context.out().println(result.strategy() + "  " + words)));
    return 0;
  }

  private List<DemoResult> onAServer(
      Collection<StrategyUnderTest> candidates, Path folder, FaultPlan faults)
      throws InterruptedException, TemporalConnection.Unreachable {
    try (TemporalConnection temporal =
        TemporalConnection.openOrStartEmbedded(Connections.ofWorker(context, new NoopScope()))) {
      context.out().println(words(temporal));
      return ServerDemo.of(context, temporal.client(), candidates, folder, orders, faults);
    }
  }

  private static String words(TemporalConnection temporal) {
    return temporal
        .startedServer()
        .map(
            server ->
                "In real time, on the embedded Temporal at %s, started for it (%s)."
                    .formatted(temporal.address(), server))
        .orElse("In real time, on the Temporal at " + temporal.address() + ".");
  }

  private Map<String, StrategyUnderTest> candidates(Workshop workshop) {
    List<String> names =
        strategies.isEmpty() ? workshop.stages().stream().map(Stage::name).toList() : strategies;
    Map<String, StrategyUnderTest> candidates = new LinkedHashMap<>();
    for (String name : names) {
      StrategyUnderTest candidate = code.candidate(workshop, name);
      candidates.put(candidate.name(), candidate);
    }
    return candidates;
  }

  private static Optional<Path> doubled(List<DemoResult> results) {
    return results.stream().flatMap(result -> result.orders().doubledOrder().stream()).findFirst();
  }
}
