package ticketing.runner.bench;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ticketing.runner.setup.verify.PristineCopy;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.Shell;
import ticketing.runner.util.UsageException;
import ticketing.testkit.TemporaryFolder;

/** {@code ./workshop bench}: figures, and ratios where two things are compared. */
@Command(
    name = "bench",
    description = "Measure how fast the workshop is on this machine. Nothing is judged.")
public final class BenchCommand implements Callable<Integer> {
  private static final int MOST_WORKERS = 16;

  /** What can be measured. */
  enum Part {
    /** From saving a file to the verdict. */
    VERDICT,
    /** Look-ups in a ledger of many orders. */
    LOOKUPS,
    /** Events of an order in an outage. */
    HISTORY,
    /** Orders per second. */
    THROUGHPUT;

    /**
     * The part of this name.
     *
     * @throws UsageException if there is none
     */
    static Part of(String name) {
      return Stream.of(values())
          .filter(part -> part.toString().equals(name.toLowerCase(Locale.ROOT)))
          .findFirst()
          .orElseThrow(
              () ->
                  new UsageException(
                      "There is no part \"%s\". The parts are %s."
                          .formatted(
                              name,
                              Stream.of(values())
                                  .map(Part::toString)
                                  .collect(Collectors.joining(", ")))));
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Parameters(
      paramLabel = "PART",
      arity = "0..*",
      description = "Some of verdict, lookups, history, throughput; by default all.")
  private List<String> names = List.of();

  @Option(
      names = "--stage",
      split = ",",
      defaultValue = "03,04",
      description = "Such as 03; ${DEFAULT-VALUE}.")
  private List<String> stages;

  @Option(
      names = "--workers",
      split = ",",
      defaultValue = "1,2,4",
      description = "Numbers of worker processes for the throughput; ${DEFAULT-VALUE}.")
  private List<Integer> workers;

  private volatile boolean ending;

  @Override
  public Integer call() throws Exception {
    Set<Part> parts = names.stream().map(Part::of).collect(Collectors.toSet());
    for (int count : workers) {
      if (count < 1 || count > MOST_WORKERS) {
        throw new UsageException(
            "--workers is a number from 1 to " + MOST_WORKERS + ", not " + count);
      }
    }
    Workshop workshop = Workshop.here();
    List<Stage> measured = stages.stream().map(name -> workshop.stage(name)).toList();
    TemporaryFolder.beforeDeletion(this::end);
    try {
      measure(parts.isEmpty() ? EnumSet.allOf(Part.class) : parts, workshop, measured);
    } catch (Exception e) {
      if (!ending) {
        throw e;
      }
    }
    return 0;
  }

  /** Whatever fails from then on fails because of that, and is nothing to tell. */
  private void end() {
    ending = true;
    Shell.endAll();
  }

  private void measure(Set<Part> parts, Workshop workshop, List<Stage> measured) throws Exception {
    if (parts.contains(Part.VERDICT)) {
      Path copy = PristineCopy.of(workshop);
      for (Stage stage : measured) {
        new SaveToVerdict(stage, copy).measure();
      }
    }
    if (parts.contains(Part.LOOKUPS)) {
      LookUps.measure();
    }
    if (parts.contains(Part.HISTORY)) {
      HistoryLength.measure(measured);
    }
    if (parts.contains(Part.THROUGHPUT)) {
      measureThroughput(workshop, measured);
    }
  }

  private void measureThroughput(Workshop workshop, List<Stage> measured) throws Exception {
    Throughput.head();
    try (BenchServer server = BenchServer.find(workshop)) {
      for (Stage stage : measured) {
        for (int count : workers) {
          try (Throughput throughput = new Throughput(workshop, stage, server, count)) {
            throughput.measure();
          }
        }
      }
    }
  }
}
