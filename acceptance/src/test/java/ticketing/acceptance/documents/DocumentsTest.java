package ticketing.acceptance.documents;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import ticketing.acceptance.documents.Markdown.Kind;
import ticketing.acceptance.documents.Markdown.Part;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;

/** Checks the documents without running their commands. */
@Tag("material")
class DocumentsTest {
  private static final Workshop WORKSHOP = Workshop.here();
  private static final Path ROOT = WORKSHOP.root();
  private static final List<Markdown> FILES = Markdown.all(ROOT);
  private static final DocumentedCommand COMMANDS = new DocumentedCommand(WORKSHOP);
  private static final Map<String, Recording> RECORDINGS =
      Recording.all(ROOT).stream().collect(toMap(Recording::name, recording -> recording));

  /** Matches three words of alt text; Marp settings such as {@code h:540} do not count. */
  private static final Pattern ALT_TEXT = Pattern.compile("(\\p{L}{2,}\\W+){2}\\p{L}{2,}");

  /** Matches a test name: four or more words joined by underscores. */
  private static final Pattern TEST_NAME = Pattern.compile("\\b[a-z0-9]+(?:_[a-z0-9]+){3,}\\b");

  /** Returns the parts of this kind in all documents except hints. */
  static Stream<Part> parts(Kind kind) {
    return FILES.stream().filter(file -> !file.isHints()).flatMap(file -> file.parts(kind));
  }

  @Test
  void links_point_to_existing_files_and_headings() {
    assertThat(FILES.stream().flatMap(DocumentsTest::brokenLinks)).isEmpty();
  }

  private static Stream<Part> brokenLinks(Markdown file) {
    return Stream.concat(file.parts(Kind.LINK), file.parts(Kind.PICTURE))
        .filter(link -> !exists(file.file(), link.text()));
  }

  private static boolean exists(Path from, String to) {
    if (to.contains(":")) {
      return to.matches("https?://\\w\\S+|mailto:\\w\\S+");
    }
    String[] parts = to.split("#", 2);
    Path path = parts[0].isEmpty() ? from : from.resolveSibling(parts[0]).normalize();
    return Files.exists(ROOT.resolve(path))
        && (parts.length == 1
            || FILES.stream()
                .filter(file -> file.file().equals(path))
                .allMatch(file -> file.anchors().contains(parts[1])));
  }

  @Test
  void every_picture_is_shown_and_described() {
    assertThat(parts(Kind.PICTURE))
        .extracting(Part::info)
        .filteredOn(words -> !ALT_TEXT.matcher(words).find())
        .isEmpty();
    assertThat(Stage.filesIn(ROOT.resolve("resources")))
        .filteredOn(file -> file.toString().matches(".*\\.(svg|png)"))
        .allMatch(
            file -> parts(Kind.PICTURE).anyMatch(picture -> picture.text().endsWith("/" + file)));
  }

  @Test
  void code_snippets_match_compiled_code() {
    Snippets snippets = new Snippets(WORKSHOP);

    assertThat(parts(Kind.CODE).flatMap(snippets::problems)).isEmpty();
  }

  @Test
  void documented_output_is_in_a_recording() {
    assertThat(
            parts(Kind.OUTPUT)
                .filter(part -> RECORDINGS.values().stream().noneMatch(each -> each.shows(part)))
                .map(
                    part ->
                        Excerpt.nearest(
                            part.place(),
                            part.lines().toList(),
                            RECORDINGS.values(),
                            recording -> recording.countConsecutiveLines(part))))
        .as(
            "No recording contains this output. Copy it from acceptance/recordings (… marks omitted"
                + " lines), or record it: see CONTRIBUTING.md, Record.")
        .isEmpty();
  }

  @Test
  void every_recording_is_shown_somewhere() {
    assertThat(RECORDINGS.values())
        .filteredOn(recording -> parts(Kind.OUTPUT).noneMatch(recording::shows))
        .isEmpty();
  }

  @Test
  void every_recording_names_tests_that_exist() {
    assertThat(RECORDINGS.values().stream().flatMap(recording -> recording.header("covered by")))
        .flatExtracting(claim -> List.of(claim.replaceFirst(" \\(.*", "").split(", ")))
        .filteredOn(test -> !COMMANDS.isTest(test))
        .isEmpty();
  }

  @Test
  void a_recording_has_the_commands_of_its_demo() {
    Map<String, List<Part>> sections = Markdown.of(ROOT, Path.of("demos.md")).sections();
    // The first page only lists the demos.
    sections.remove("five-demonstrations-for-a-room");

    assertThat(sections).allSatisfy(DocumentsTest::assertRecorded);
    assertThat(RECORDINGS.keySet())
        .filteredOn(name -> name.startsWith("demos/"))
        .hasSameSizeAs(sections.keySet());
  }

  /** Allows more commands in the recording: the reader's manual steps and the expectations. */
  private static void assertRecorded(String anchor, List<Part> section) {
    List<String> documented =
        section.stream()
            .filter(part -> part.kind() == Kind.COMMANDS)
            .flatMap(Part::lines)
            .filter(line -> !line.isBlank())
            .toList();
    Recording recording = RECORDINGS.get("demos/" + anchor);
    assertThat(documented).isNotEmpty();
    assertThat(recording.commands())
        .extracting(command -> command.replaceFirst(" &$", ""))
        .containsSubsequence(documented);
    assertThat(recording.hasHeader("manual")).isFalse();
    assertThat(
            section.stream().anyMatch(part -> part.kind() == Kind.OUTPUT)
                || recording.commands().stream()
                    .anyMatch(line -> line.startsWith(CommandScript.EXPECTS)))
        .as("has output or an expectation")
        .isTrue();
  }

  @Test
  void every_fence_is_of_a_known_kind() {
    assertThat(parts(Kind.UNKNOWN_FENCE)).isEmpty();
  }

  @Test
  void documented_commands_parse() {
    assertThat(
            Stream.of(Kind.COMMANDS, Kind.CODE_SPAN)
                .flatMap(DocumentsTest::parts)
                .flatMap(
                    part ->
                        part.lines()
                            .flatMap(COMMANDS::problems)
                            .map(problem -> part.place() + ": " + problem)))
        .isEmpty();
  }

  @Test
  void named_tests_exist() {
    assertThat(
            FILES.stream()
                .filter(file -> !file.isHints())
                .map(file -> Stage.text(ROOT.resolve(file.file())))
                .flatMap(text -> TEST_NAME.matcher(text).results())
                .map(MatchResult::group))
        .filteredOn(name -> !COMMANDS.isTest(name))
        .isEmpty();
  }
}
