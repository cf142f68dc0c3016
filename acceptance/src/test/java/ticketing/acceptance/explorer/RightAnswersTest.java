package ticketing.acceptance.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ticketing.acceptance.support.Answer;
import ticketing.runner.stages.StageCode;
import ticketing.runner.stages.Workshop;
import ticketing.testkit.explorer.Candidate;
import ticketing.testkit.explorer.Explorer;
import ticketing.testkit.explorer.Findings;

/**
 * Right answers of any shape to the exercises that promise "exactly one". Needs a JDK only, but
 * minutes: it is no part of a student's {@code ./workshop verify}.
 */
@Tag("process")
class RightAnswersTest {
  private static final int FAULTS = 1;

  static List<Answer> answers() {
    Workshop workshop = Workshop.here();
    return Stream.of("03", "04")
        .flatMap(stage -> Answer.of(workshop, workshop.stage(stage), "right").stream())
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void the_explorer_finds_nothing(Answer answer, @TempDir Path folder) throws Exception {
    try (StageCode code = answer.compile(folder)) {
      Findings found =
          new Explorer(Candidate.of(code.strategy()), new Explorer.Scope(FAULTS, false))
              .explore(soFar -> soFar.wrong() == 0);

      assertThat(found.unfinished()).isEmpty();
      // Cancelled orders are beyond core.
      boolean coreAlone = answer.header("Passes").equals(List.of("core"));
      assertThat(coreAlone ? found.inside(FAULTS).wrong() : found.wrong())
          .as(found.toString())
          .isZero();
    }
  }
}
