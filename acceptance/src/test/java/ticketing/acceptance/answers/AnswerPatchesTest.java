package ticketing.acceptance.answers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import ticketing.acceptance.support.Answer;
import ticketing.acceptance.support.AnswerPatch;
import ticketing.acceptance.support.RecordMode;
import ticketing.runner.stages.Workshop;

/** Checks that each patch applies. With {@code -Drecord}, adapts the patches to changed bases. */
@Tag("material")
class AnswerPatchesTest {
  private static final Workshop WORKSHOP = Workshop.here();

  @Test
  void every_patch_applies_to_its_base() {
    List<Answer> patches =
        Stream.of("right", "wrong", "versions")
            .flatMap(kind -> Answer.chosen(WORKSHOP, kind).stream())
            .filter(Answer::isPatch)
            .toList();

    assertThat(
            patches.stream()
                .filter(patch -> RecordMode.wants(patch.name()))
                .map(patch -> new AnswerPatch(WORKSHOP.root(), patch.file()))
                .filter(patch -> !patch.applies())
                .flatMap(patch -> patch.adapt().stream()))
        .isEmpty();
    assertThat(patches).extracting(Answer::code).doesNotHaveDuplicates();
  }
}
