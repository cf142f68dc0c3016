package ticketing.acceptance.answers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ticketing.acceptance.support.Answer;
import ticketing.runner.setup.PristineCopy;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.StageCode;
import ticketing.runner.stages.StageTests;
import ticketing.runner.stages.Workshop;
import ticketing.testkit.Ring;

/** Tests the right answers. To test only one: {@code -Danswer=FreshTokenEveryTurn}. */
@Tag("answers")
class RightAnswersTest {
  private static final Workshop WORKSHOP = Workshop.here();

  @TempDir private Path folder;

  static List<Answer> answers() {
    return Answer.chosen(WORKSHOP, "right");
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
      assertPasses(code, rings(answer));
    }
  }

  static List<Stage> stages() {
    return WORKSHOP.stages();
  }

  /** Tests what the last hint about core compares with. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("stages")
  void the_core_solution_passes_core(Stage stage) throws Exception {
    PristineCopy.copyTree(stage.solution().resolve("src"), folder.resolve("src"));
    PristineCopy.copyTree(stage.coreSolution().resolve("src"), folder.resolve("src"));
    try (StageCode code = StageCode.withTests(folder)) {
      assertPasses(code, List.of(Ring.CORE));
    }
  }

  private static void assertPasses(StageCode code, List<Ring> rings) {
    assertThat(StageTests.run(code, (test, ring) -> rings.contains(ring)).tests())
        .isNotEmpty()
        .allSatisfy(test -> assertThat(test.passed()).as(test.toString()).isTrue());
  }

  private static List<Ring> rings(Answer answer) {
    return Stream.of(answer.header("Passes").get(0).split(", "))
        .map(ring -> Ring.valueOf(ring.toUpperCase(Locale.ROOT)))
        .toList();
  }
}
