package ticketing.acceptance.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ticketing.acceptance.support.Commands;
import ticketing.acceptance.support.ExpectedFailures;
import ticketing.acceptance.support.WorkshopCopy;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.Shell;

/** Tests the output of {@code mvn -pl exercises/… test} for unchanged exercises. */
@Tag("process")
class UnchangedExerciseTest {
  private static final int MAX_LINES = 80;
  private static final int MAX_FIRST_FAILURE_LINES = 15;

  private static final List<Stage> STAGES = Workshop.here().stages();

  private static Shell.Output output;

  static List<Stage> stages() {
    return STAGES;
  }

  @BeforeAll
  static void test_all_exercises() throws Exception {
    List<String> modules = STAGES.stream().map(stage -> "exercises/" + stage).toList();
    output = Commands.maven(WorkshopCopy.create(), "-pl", String.join(",", modules), "test");
  }

  @Test
  void the_build_fails_without_a_stack_trace() {
    assertThat(output.exitCode()).isPositive();
    assertThat(output.text()).doesNotContain("\tat ");
  }

  /** Expects the same failures as in {@code watch}; see StarterCodeTest. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("stages")
  void maven_fails_exactly_the_listed_tests(Stage stage) {
    assertThat(linesOf(stage))
        .filteredOn(line -> line.startsWith("✗ "))
        .extracting(line -> line.substring(2).replaceAll(":.*", "").replace(' ', '_'))
        .containsExactlyInAnyOrderElementsOf(ExpectedFailures.of(stage).tests());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stages")
  void an_exercise_prints_at_most_eighty_lines(Stage stage) {
    List<String> lines = output.text().lines().toList();
    List<String> buildSummary =
        lines.subList(indexAfterSummary(STAGES.get(STAGES.size() - 1)), lines.size());

    assertThat(linesOf(stage).size() + buildSummary.size())
        .as(output.text())
        .isLessThanOrEqualTo(MAX_LINES);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stages")
  void the_first_failure_has_at_most_fifteen_lines(Stage stage) {
    List<String> lines = linesOf(stage);
    int[] failures =
        IntStream.range(0, lines.size()).filter(i -> lines.get(i).startsWith("✗ ")).toArray();

    assertThat(failures[1] - failures[0]).isBetween(5, MAX_FIRST_FAILURE_LINES);
  }

  /**
   * Returns the lines after the previous exercise's summary, up to and including this exercise's
   * summary.
   */
  private static List<String> linesOf(Stage stage) {
    int index = STAGES.indexOf(stage);
    return output
        .text()
        .lines()
        .toList()
        .subList(
            index == 0 ? 0 : indexAfterSummary(STAGES.get(index - 1)), indexAfterSummary(stage));
  }

  private static int indexAfterSummary(Stage stage) {
    List<String> lines = output.text().lines().toList();
    return IntStream.range(0, lines.size())
            .filter(i -> lines.get(i).startsWith("exercises/" + stage + ": "))
            .findFirst()
            .orElseThrow(() -> new AssertionError(output.text()))
        + 1;
  }
}
