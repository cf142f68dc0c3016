package ticketing.acceptance.support;

import java.util.List;
import ticketing.runner.stages.Stage;

/**
 * What {@code fails.txt} beside a start says of the fresh exercise.
 *
 * @param reason what every failure says
 * @param tests the tests that fail
 */
public record NamedFailures(String reason, List<String> tests) {
  /** Reads it. */
  public static NamedFailures of(Stage stage) {
    List<String> lines = Stage.text(stage.start().resolve("fails.txt")).lines().toList();
    return new NamedFailures(lines.get(0), lines.subList(1, lines.size()));
  }
}
