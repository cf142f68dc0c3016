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
 * Reruns the recorded commands and compares their output. With {@code -Drecord}, writes the new
 * output instead: review the diff and commit it.
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
                recording.hasHeader("manual")
                    ? RecordMode.isNamed(recording.name())
                    : RecordMode.isOn()
                        ? RecordMode.wants(recording.name())
                        : !recording.hasHeader("covered by"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("recordings")
  void a_new_run_prints_what_documents_show(Recording recording) throws Exception {
    List<Part> shown = DocumentsTest.parts(Kind.OUTPUT).filter(recording::shows).toList();

    Recording newRun = rerun(recording);

    if (RecordMode.isOn()) {
      newRun.write();
    } else if (!recording.hasHeader("output differs")) {
      if (missingLines(newRun, shown).findAny().isPresent()) {
        // Retries once: other load on this machine can change the output.
        newRun = rerun(recording);
      }
      assertThat(missingLines(newRun, shown)).isEmpty();
    }
  }

  private static Recording rerun(Recording recording) throws Exception {
    List<Part> diffs =
        Markdown.of(WORKSHOP.root(), Path.of("demos.md"))
            .sections()
            .getOrDefault(recording.name().replace("demos/", ""), List.of())
            .stream()
            .filter(part -> part.info().equals("diff"))
            .toList();
    try (CommandScript script = new CommandScript(copy, diffs)) {
      return recording.with(script.run(recording.commands()));
    }
  }

  /** Returns the documented lines that a new run lacks. */
  private static Stream<String> missingLines(Recording newRun, List<Part> shown) {
    return shown.stream()
        .filter(part -> newRun.countLinesInOrder(part) < part.lines().count())
        .map(
            part ->
                part.place() + ": " + part.lines().toList().get(newRun.countLinesInOrder(part)));
  }
}
