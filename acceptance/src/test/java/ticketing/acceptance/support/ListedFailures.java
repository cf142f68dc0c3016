package ticketing.acceptance.support;

import java.util.List;
import ticketing.runner.stages.Stage;

/**
 * Lists the tests that starter code fails: {@code fails.txt} in {@code runner/starts}.
 *
 * @param reason is in the message of every failure
 * @param tests the tests that fail
 */
public record ListedFailures(String reason, List<String> tests) {
  /** Reads those of a stage. */
  public static ListedFailures of(Stage stage) {
    List<String> lines = Stage.text(stage.start().resolve("fails.txt")).lines().toList();
    return new ListedFailures(lines.get(0), lines.subList(1, lines.size()));
  }
}
