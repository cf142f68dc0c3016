package ticketing.runner.pictures;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import ticketing.runner.run.code.Candidates;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.UsageException;
import ticketing.testkit.explorer.Candidate;

/**
 * The schedule that tells the most about a strategy: a line of {@code resources/timelines.txt}.
 *
 * @param name of the strategy, such as {@code 03-validate-loop}
 * @param schedule as {@code ./workshop prove --schedule} takes it
 * @param headline what goes wrong in it, in a few words
 */
record Telling(String name, String schedule, String headline) {
  private static final String FILE = "resources/timelines.txt";

  /**
   * All of them, in the file's order.
   *
   * @throws UsageException if a stage has none
   */
  static List<Telling> all(Workshop workshop) {
    List<Telling> all = new ArrayList<>();
    for (String line : Stage.text(workshop.root().resolve(Path.of(FILE))).split("\n")) {
      if (!line.isBlank() && !line.startsWith("#")) {
        all.add(parse(line));
      }
    }
    for (Stage stage : workshop.stages()) {
      if (all.stream().noneMatch(telling -> telling.name.equals(stage.name()))) {
        throw new UsageException(
            "%s has no timeline. Give it a line in %s: name | schedule | headline"
                .formatted(stage, FILE));
      }
    }
    return all;
  }

  private static Telling parse(String line) {
    String[] parts = line.split("\\|");
    if (parts.length != 3) {
      throw new UsageException(
          "%s: a line is \"name | schedule | headline\", not \"%s\".".formatted(FILE, line));
    }
    return new Telling(parts[0].strip(), parts[1].strip(), parts[2].strip());
  }

  /** The solution of its stage, or what it is compared with. */
  Candidate candidate(Workshop workshop) {
    return isComparison()
        ? Candidates.key()
        : Candidates.in(workshop.stage(name, Candidates.KEY).solution());
  }

  /** Whether this is no stage, but what the stages are compared with. */
  boolean isComparison() {
    return name.equals(Candidates.KEY);
  }

  /** The name of its picture. */
  String fileName() {
    return "timeline-" + name + ".svg";
  }
}
