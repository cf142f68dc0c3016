package ticketing.acceptance.exercises;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.StageCode;
import ticketing.runner.stages.StageTests;
import ticketing.runner.stages.Workshop;
import ticketing.runner.study.HintFile;

/** Tests the form of the hints, and that each test has a lesson. */
@Tag("material")
class HintsTest {
  static List<Stage> stages() {
    return Workshop.here().stages();
  }

  private static List<String> allHints() {
    return stages().stream()
        .flatMap(stage -> HintFile.of(stage).tasks().stream())
        .flatMap(task -> task.hints().stream())
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stages")
  void every_test_belongs_to_one_task_with_hints(Stage stage) {
    assertThat(HintFile.of(stage).tasks())
        .allSatisfy(task -> assertThat(task.hints()).hasSizeGreaterThanOrEqualTo(3));
    try (StageCode code = StageCode.withTests(stage.solution())) {
      assertThat(HintFile.of(stage).tests())
          .containsExactlyInAnyOrderElementsOf(StageTests.names(code));
    }
  }

  /** A failed test links to its lesson. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("stages")
  void every_test_has_a_lesson(Stage stage) {
    List<String> lessons =
        Stage.text(stage.root().resolve("exercises/lessons.md"))
            .lines()
            .filter(line -> line.startsWith("### "))
            .map(line -> line.substring(4).toLowerCase(Locale.ROOT).replaceAll("[ -]", "_"))
            .toList();
    try (StageCode code = StageCode.withTests(stage.solution())) {
      assertThat(lessons).containsAll(StageTests.names(code));
    }
  }

  @Test
  void a_hint_has_at_most_twelve_short_lines() {
    assertThat(allHints())
        .allSatisfy(
            hint ->
                assertThat(hint.lines())
                    .hasSizeLessThanOrEqualTo(12)
                    .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80)));
  }

  @Test
  void a_hint_contains_no_line_number_solution_or_link() {
    assertThat(allHints())
        .allSatisfy(
            hint ->
                assertThat(hint)
                    // Line numbers change as soon as a student adds a line.
                    .doesNotContainPattern("(?i)\\.java:\\d|\\blines? \\d")
                    .doesNotContainPattern("(?i)\\bsolutions?\\b")
                    .doesNotContainPattern("\\]\\(|https?://"));
  }

  @Test
  void no_line_ends_within_a_term() {
    assertThat(allHints())
        .allSatisfy(
            hint ->
                assertThat(hint)
                    .doesNotContainPattern(
                        "(?i)\\b(settle|create|retry|reuse|close|timing|backoff|cancellation"
                            + "|workflow|run|to-close)\\n *(time|call|polic|guarantee|coefficient"
                            + "|type|ID\\b|timeout)"));
  }

  @Test
  void no_two_hints_have_the_same_text() {
    assertThat(allHints())
        .extracting(hint -> hint.replaceAll("\\W+", " ").toLowerCase(Locale.ROOT))
        .doesNotHaveDuplicates();
  }
}
