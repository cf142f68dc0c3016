package ticketing.acceptance.exercises;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ticketing.acceptance.support.ExpectedFailures;
import ticketing.runner.setup.PristineCopy;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.StageCode;
import ticketing.runner.stages.StageTests;
import ticketing.runner.stages.TestVerdict;
import ticketing.runner.stages.Verdict;
import ticketing.runner.stages.Workshop;
import ticketing.testkit.Ring;

/** Tests starter code and solutions with the test runner of {@code ./workshop watch}. */
@Tag("material")
class StarterCodeTest {
  /** These take a minute for the solutions, which {@code ExplorerTest} explores, too. */
  private static final Set<String> EXPLORATIONS =
      Set.of(
          "every_fault_schedule_ends_with_exactly_one_ticket",
          "every_cancelled_order_records_the_truth");

  static List<Stage> stages() {
    return Workshop.here().stages();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stages")
  void starter_code_fails_exactly_the_listed_tests(Stage stage, @TempDir Path exercise) {
    ExpectedFailures expected = ExpectedFailures.of(stage);
    PristineCopy.copyTree(stage.solution().resolve("src"), exercise.resolve("src"));
    PristineCopy.copyTree(stage.start().resolve("src"), exercise.resolve("src"));
    try (StageCode code = StageCode.withTests(exercise)) {
      Verdict verdict = StageTests.run(code, (test, ring) -> ring == Ring.CORE);

      assertThat(verdict.failed()).containsExactlyInAnyOrderElementsOf(expected.tests());
      assertThat(verdict.failures())
          .allSatisfy(test -> assertThat(test.lesson()).contains(expected.reason()));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stages")
  void a_solution_passes_what_its_starter_code_fails(Stage stage) {
    try (StageCode code = StageCode.withTests(stage.solution())) {
      Verdict verdict = StageTests.run(code, (test, ring) -> !EXPLORATIONS.contains(test));

      assertThat(verdict.failed()).isEmpty();
      assertThat(verdict.tests())
          .extracting(TestVerdict::test)
          .containsAll(ExpectedFailures.of(stage).tests());
    }
  }
}
