package ticketing.runner.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import ticketing.runner.Candidate;
import ticketing.runner.CodeOptions;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;

/** {@code ./workshop demo}. */
@Command(
    name = "demo",
    description =
        "Put the same orders, under the same faults, through every strategy, on Temporal's test"
            + " service in skipped time. The tickets are on disk afterwards: look at them.")
public final class DemoCommand implements Runnable {
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

  @Mixin private RunOptions options;

  @Mixin private CodeOptions code;

  @Override
  public void run() {
    RunOptions.checkOrders(orders);
    RunOptions.checkLikelihood(likelihood);
    Workshop workshop = Workshop.here();
    Map<String, Candidate> candidates = candidates(workshop);
    Path folder = options.folder(workshop, candidates.keySet());
    RunOptions.make(folder);
    System.out.printf(
        "%d orders, a fault in %.0f %% of all calls, seed %d. Tickets in %s%n",
        orders, 100 * likelihood, options.seed(), folder);
    List<DemoResult> results = new ArrayList<>();
    candidates.forEach(
        (name, candidate) ->
            results.add(
                DemoRun.of(candidate, folder.resolve(name), orders, options.seed(), likelihood)));
    System.out.print(DemoTable.of(results));
    doubled(results)
        .ifPresent(
            sold -> System.out.println("A seat that was sold twice: look into " + sold + "."));
    results.forEach(
        result ->
            result
                .orders()
                .firstProblem()
                .ifPresent(words -> System.out.println(result.strategy() + "  " + words)));
  }

  private Map<String, Candidate> candidates(Workshop workshop) {
    List<String> names =
        strategies.isEmpty() ? workshop.stages().stream().map(Stage::name).toList() : strategies;
    Map<String, Candidate> candidates = new LinkedHashMap<>();
    for (String name : names) {
      Candidate candidate = code.candidate(workshop, name);
      candidates.put(candidate.name(), candidate);
    }
    return candidates;
  }

  private static Optional<Path> doubled(List<DemoResult> results) {
    return results.stream().flatMap(result -> result.orders().doubledOrder().stream()).findFirst();
  }
}
