package ticketing.acceptance.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ticketing.acceptance.documents.Markdown.Kind;
import ticketing.acceptance.documents.Markdown.Part;
import ticketing.acceptance.support.RecordMode;
import ticketing.acceptance.support.WorkshopCopy;
import ticketing.runner.stages.Workshop;

/**
 * Runs the recorded commands again, and compares their output. With {@code -Drecord} it writes the
 * output instead: review the diff, and commit it.
 */
@Tag("docs")
class RecordingsTest {
  private static final Workshop WORKSHOP = Workshop.here();
  private static Path copy;

  @BeforeAll
  static void build() throws Exception {
    copy = WorkshopCopy.create();
  }

  static Stream<Recording> recordings() {
    return Recording.all(WORKSHOP.root()).stream()
        .filter(
            recording ->
                recording.has("once")
                    ? RecordMode.isNamed(recording.name())
                    : RecordMode.isOn()
                        ? RecordMode.wants(recording.name())
                        : !recording.has("proved"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("recordings")
  void a_new_run_prints_what_documents_show(Recording recording) throws Exception {
    List<Part> shown = DocumentsTest.parts(Kind.OUTPUT).filter(recording::shows).toList();

    Recording again = again(recording);

    if (RecordMode.isOn()) {
      again.write();
    } else if (!recording.has("unlike")) {
      if (lacking(again, shown).findAny().isPresent()) {
        // Who else is at work on this machine?
        again = again(recording);
      }
      assertThat(lacking(again, shown)).isEmpty();
    }
  }

  private static Recording again(Recording recording) throws Exception {
    List<Part> diffs =
        Markdown.of(WORKSHOP.root(), Path.of("demos.md"))
            .sections()
            .getOrDefault(recording.name().replace("demos/", ""), List.of())
            .stream()
            .filter(part -> part.info().equals("diff"))
            .toList();
    try (Typist typist = new Typist(copy, diffs)) {
      return recording.with(typist.type(recording.commands()));
    }
  }

  /** Returns the lines that documents show and a new run lacks. */
  private static Stream<String> lacking(Recording again, List<Part> shown) {
    return shown.stream()
        .filter(part -> again.linesInOrder(part) < part.lines().count())
        .map(part -> part.place() + ": " + part.lines().toList().get(again.linesInOrder(part)));
  }
}
