package ticketing.runner.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import ticketing.order.Strategy;
import ticketing.runner.CodeOptions;
import ticketing.runner.UsageException;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;

/** {@code ./workshop demo}. */
@Command(
    name = "demo",
    description =
        "Put the same orders, under the same faults, through every strategy, on Temporal's test"
            + " service in skipped time. The tickets are on disk afterwards: look at them.")
public final class DemoCommand implements Runnable {
  private static final int MOST_ORDERS = 10_000;
  private static final double MOST_LIKELY = 0.9;

  @Option(names = "--orders", defaultValue = "50", description = "How many; ${DEFAULT-VALUE}.")
  private int orders;

  @Option(
      names = "--seed",
      defaultValue = "7",
      description = "Chooses the faults; ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--likelihood",
      defaultValue = "0.4",
      description = "Of a fault in each call, 0 to 0.9; ${DEFAULT-VALUE}.")
  private double likelihood;

  @Option(names = "--strategy", description = "Only this stage, such as 03. May be repeated.")
  private List<String> strategies = new ArrayList<>();

  @Option(names = "--database", description = "A folder for the tickets; by default a fresh one.")
  private Path database;

  @Mixin private CodeOptions code;

  @Override
  public void run() {
    check();
    Workshop workshop = Workshop.here();
    List<Stage> stages =
        strategies.isEmpty()
            ? workshop.stages()
            : strategies.stream().map(workshop::stage).distinct().toList();
    Path folder = folder(workshop, stages);
    Map<String, Strategy> loaded = new LinkedHashMap<>();
    stages.forEach(stage -> loaded.put(stage.name(), code.strategy(stage)));
    System.out.printf(
        "%d orders, a fault in %.0f %% of all calls, seed %d. Tickets in %s%n",
        orders, 100 * likelihood, seed, folder);
    List<DemoResult> results = new ArrayList<>();
    loaded.forEach(
        (name, strategy) ->
            results.add(DemoRun.of(strategy, folder.resolve(name), orders, seed, likelihood)));
    System.out.print(DemoTable.of(results));
    doubled(results)
        .ifPresent(
            sold -> System.out.println("A seat that was sold twice: look into " + sold + "."));
    results.forEach(
        result ->
            result
                .firstProblem()
                .ifPresent(words -> System.out.println(result.strategy() + "  " + words)));
  }

  private void check() {
    if (orders < 1 || orders > MOST_ORDERS) {
      throw new UsageException("--orders is a number from 1 to " + MOST_ORDERS + ", not " + orders);
    }
    if (!(likelihood >= 0 && likelihood <= MOST_LIKELY)) {
      throw new UsageException(
          "--likelihood is a number from 0 to "
              + MOST_LIKELY
              + ", not "
              + likelihood
              + ": 0.4 means that two of five calls go wrong.");
    }
  }

  private Path folder(Workshop workshop, List<Stage> stages) {
    Path folder =
        database != null
            ? database.toAbsolutePath().normalize()
            : workshop
                .root()
                .resolve("demo-runs")
                .resolve(
                    DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss-SSS")
                        .format(LocalDateTime.now()));
    for (Stage stage : stages) {
      if (Files.exists(folder.resolve(stage.name()))) {
        throw new UsageException(
            folder
                + " holds a run of "
                + stage.name()
                + " already, and nothing is overwritten. Name another folder, or delete that one.");
      }
    }
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new UsageException(folder + " is not a folder. Name another with --database.");
    }
    return folder;
  }

  private static Optional<Path> doubled(List<DemoResult> results) {
    return results.stream().flatMap(result -> result.doubledOrder().stream()).findFirst();
  }
}
