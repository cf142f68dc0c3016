package ticketing.acceptance.answers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ticketing.acceptance.support.Answer;
import ticketing.runner.stages.StageCode;
import ticketing.runner.stages.StageTests;
import ticketing.runner.stages.Workshop;
import ticketing.testkit.explorer.ExplorationResult;
import ticketing.testkit.explorer.Explorer;
import ticketing.testkit.explorer.StrategyUnderTest;

/** Tests the right answers. To test only one: {@code -Danswer=FreshTokenEveryTurn}. */
@Tag("answers")
class RightAnswersTest {
  private static final Workshop WORKSHOP = Workshop.here();
  private static final int FAULTS = 1;

  @TempDir private Path folder;

  static List<Answer> answers() {
    return Answer.chosen(WORKSHOP, "right");
  }

  /** Returns the answers to the exercises that promise "exactly one". */
  static List<Answer> promises() {
    List<Path> modules = List.of(WORKSHOP.stage("03").solution(), WORKSHOP.stage("04").solution());
    return answers().stream().filter(answer -> modules.contains(answer.module())).toList();
  }

  /** Returns the versions of the loop of exercise 03 that demos.md shows. */
  static List<Answer> versions() {
    return Answer.chosen(WORKSHOP, "versions");
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource({"answers", "versions"})
  void the_tests_pass(Answer answer) throws Exception {
    assertThat(answer.header("Why")).hasSize(1);
    try (StageCode code = answer.compile(folder)) {
      String[] tags = answer.header("Passes").get(0).split(", ");

      assertThat(StageTests.run(code, tags).tests())
          .isNotEmpty()
          .allSatisfy(test -> assertThat(test.passed()).as(test.toString()).isTrue());
    }
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("promises")
  void the_explorer_finds_no_counterexample(Answer answer) throws Exception {
    try (StageCode code = answer.compile(folder)) {
      ExplorationResult found =
          new Explorer(StrategyUnderTest.of(code.strategy()), new Explorer.Scope(FAULTS, false))
              .explore(soFar -> soFar.counterexample().isEmpty());

      assertThat(found.unfinished()).as(found.toString()).isEmpty();
      // The core tests do not cancel orders.
      boolean passesCoreOnly = answer.header("Passes").equals(List.of("core"));
      assertThat(
              passesCoreOnly ? found.inside(FAULTS).wrong() == 0 : found.counterexample().isEmpty())
          .as(found.toString())
          .isTrue();
    }
  }
}
