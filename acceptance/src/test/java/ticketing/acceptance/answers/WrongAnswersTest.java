package ticketing.acceptance.answers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ticketing.acceptance.support.Answer;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.StageCode;
import ticketing.runner.stages.StageTests;
import ticketing.runner.stages.Workshop;
import ticketing.testkit.explorer.Explorer;
import ticketing.testkit.explorer.StrategyUnderTest;

/** Tests the wrong answers. To test only one: {@code -Danswer=NoSettle}. */
@Tag("answers")
class WrongAnswersTest {
  private static final Workshop WORKSHOP = Workshop.here();
  private static final String CAUGHT_BY = "Caught by";

  @TempDir private Path folder;

  static List<Answer> wrong() {
    return Answer.chosen(WORKSHOP, "wrong");
  }

  static List<Stage> stages() {
    return WORKSHOP.stages();
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("wrong")
  void the_named_tests_catch_a_wrong_answer(Answer answer) throws Exception {
    Set<String> named = new TreeSet<>(answer.header(CAUGHT_BY));
    assertThat(answer.header("Why")).hasSize(1);
    assertThat(named).isNotEmpty();
    try (StageCode code = answer.compile(folder)) {
      assertThat(StageTests.run(code, (test, ring) -> named.contains(test)).failed())
          .as(() -> "other tests that failed: " + otherFailedTests(code, named))
          .containsAll(named);
      for (String schedule : answer.header("Counterexample")) {
        StrategyUnderTest underTest = StrategyUnderTest.of(code.strategy());
        assertThat(Explorer.violation(underTest, Explorer.run(underTest, schedule)))
            .as(schedule)
            .isPresent();
      }
    }
  }

  /** Guards against tests that cannot fail: each test must catch at least one wrong answer. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("stages")
  void every_test_catches_a_wrong_answer(Stage stage) {
    try (StageCode code = StageCode.withTests(stage.solution())) {
      assertThat(Answer.of(WORKSHOP, stage, "wrong"))
          .flatExtracting(answer -> answer.header(CAUGHT_BY))
          .containsAll(StageTests.names(code));
    }
  }

  private static Set<String> otherFailedTests(StageCode code, Set<String> named) {
    return StageTests.run(code, (test, ring) -> !named.contains(test)).failed();
  }
}
