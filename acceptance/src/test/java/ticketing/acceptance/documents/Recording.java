package ticketing.acceptance.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ticketing.acceptance.documents.Markdown.Part;
import ticketing.runner.stages.Stage;

/**
 * Reads the recorded output of commands: a file in {@code acceptance/recordings}. A line that
 * begins with {@code $} is a command for a {@link CommandScript}; its output follows. To add a
 * recording, write only the commands into a new file, and run {@code RecordingsTest} with {@code
 * -Drecord=NAME}. The recording of a section of {@code demos.md} is in {@code demos} and is named
 * after the section's anchor.
 *
 * <p>Header lines, before the first command:
 *
 * <ul>
 *   <li>{@code # covered by: TEST, … (WHAT)}: these tests cover the commands, so {@code
 *       RecordingsTest} runs them only to record them.
 *   <li>{@code # manual: REASON}: runs only if you record it by name, on a prepared machine.
 *   <li>{@code # output differs: REASON}: a new run must meet the expectations, but may print other
 *       output.
 *   <li>{@code # mask: REGEX}: text that differs in each run, in addition to {@link #MASKED}.
 * </ul>
 */
final class Recording {
  /** Starts a command line. */
  static final String PROMPT = "$ ";

  private static final String FOLDER = "acceptance/recordings";

  /** Text that differs in each run: paths, ticket numbers, process IDs, times, dates, ports. */
  private static final List<String> MASKED =
      List.of(
          // An absolute path, but not the slash of "and/or".
          "(?<![\\w.:/-])(?:/|[A-Z]:\\\\)(?:[\\w.@+-]+[/\\\\])+[\\w.@+-]+",
          "(?<=TICKET-)\\d+",
          "\\d{4}-\\d\\d-\\d\\d-\\d{6}-\\d{3}",
          "(?<=\\border-)\\d{4}-\\d{6}",
          "\\b\\d\\d:\\d\\d:\\d\\d\\b",
          "\\b\\d+\\.\\d+(?= s\\b)",
          "(?<=\\bprocess )\\d+",
          "(?<=127\\.0\\.0\\.1:|\\b[Pp]ort )\\d+");

  private final Path file;
  private final List<String> lines;
  private final Pattern masked;

  /** The normal form of the output without the commands. */
  private final String output;

  /** The normal form of the commands and their output. */
  private final String screen;

  Recording(Path file, List<String> lines) {
    this.file = file;
    this.lines = lines;
    this.masked =
        Pattern.compile(
            Stream.concat(header("mask"), MASKED.stream()).collect(Collectors.joining("|")));
    List<String> body = lines.subList(headerLines().size(), lines.size());
    this.output = normal(body.stream().filter(line -> !line.startsWith(PROMPT)));
    this.screen =
        normal(body.stream().filter(line -> !line.startsWith(PROMPT + CommandScript.EXPECTS)));
  }

  /** Returns all recordings. */
  static List<Recording> all(Path root) {
    Path folder = root.resolve(FOLDER);
    return Stage.filesIn(folder).stream()
        .map(folder::resolve)
        .map(file -> new Recording(file, Stage.text(file).lines().toList()))
        .toList();
  }

  /** Returns this recording with the output of a new run. */
  Recording with(List<String> commandsAndOutput) {
    List<String> all = new ArrayList<>(headerLines());
    all.addAll(commandsAndOutput);
    return new Recording(file, all);
  }

  void write() throws IOException {
    Files.write(file, lines);
  }

  /** Returns the name, such as {@code demos/kill-the-worker}. */
  String name() {
    return Markdown.slashes(file).replaceFirst(".*" + FOLDER + "/(.*)\\.txt", "$1");
  }

  private List<String> headerLines() {
    return lines.stream().takeWhile(line -> !line.startsWith(PROMPT)).toList();
  }

  /** Returns the values of the header lines with this name. */
  Stream<String> header(String name) {
    String start = "# " + name + ": ";
    return headerLines().stream()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()));
  }

  /** Returns whether there is a header line with this name. */
  boolean hasHeader(String name) {
    return header(name).findAny().isPresent();
  }

  List<String> commands() {
    return lines.stream()
        .filter(line -> line.startsWith(PROMPT))
        .map(line -> line.substring(PROMPT.length()))
        .toList();
  }

  /**
   * Returns whether this recording contains the lines that a document shows, with no other lines
   * between them.
   */
  boolean shows(Part part) {
    return Excerpt.isIn(screenFor(part), normal(part, ""));
  }

  /**
   * Returns how many of a document's first lines this recording contains, with no other lines
   * between them.
   */
  int countConsecutiveLines(Part part) {
    return Excerpt.linesIn(screenFor(part), normal(part, ""));
  }

  /**
   * Returns how many of a document's first lines this recording contains in order; other lines may
   * come between.
   */
  int countLinesInOrder(Part part) {
    return Excerpt.linesIn(screenFor(part), normal(part, Excerpt.GAP));
  }

  private String screenFor(Part part) {
    return part.lines().anyMatch(line -> line.startsWith(PROMPT)) ? screen : output;
  }

  /** Returns the normal form of a part, which may omit the first lines of a command's output. */
  private List<String> normal(Part part, String between) {
    return part.lines()
        .map(line -> words(line) + (line.startsWith(PROMPT) ? Excerpt.GAP : between))
        .toList();
  }

  private String normal(Stream<String> lines) {
    return lines.map(this::words).collect(Collectors.joining());
  }

  /** Returns the words of a line, with their ends marked and with variable text masked. */
  private String words(String line) {
    return Stream.of(masked.matcher(line).replaceAll("□").strip().split("\\s+"))
        .filter(word -> !word.isEmpty())
        .map(word -> word.equals(Excerpt.ELLIPSIS) ? Excerpt.GAP : "⟨" + word + Excerpt.END_OF_WORD)
        .collect(Collectors.joining());
  }

  @Override
  public String toString() {
    return name();
  }
}
