package ticketing.acceptance.support;

import java.util.List;
import ticketing.runner.stages.Stage;

/**
 * The tests that starter code must fail, from {@code fails.txt} in {@code runner/starts}.
 *
 * @param reason the text that every failure message contains
 * @param tests the tests that fail
 */
public record ExpectedFailures(String reason, List<String> tests) {
  /** Reads the expected failures of an exercise. */
  public static ExpectedFailures of(Stage stage) {
    List<String> lines = Stage.text(stage.start().resolve("fails.txt")).lines().toList();
    return new ExpectedFailures(lines.get(0), lines.subList(1, lines.size()));
  }
}
