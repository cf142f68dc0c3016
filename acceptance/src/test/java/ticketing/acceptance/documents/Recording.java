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
 * The output of commands: a file in {@code acceptance/recordings}. A line that begins with {@code
 * $} is a command that a {@link Typist} runs; its output is below it. A new file needs only the
 * commands, and {@code -Drecord=NAME}. Those of a section of {@code demos.md} are in {@code demos},
 * with the section's anchor as their name.
 *
 * <p>Lines before the first command may say:
 *
 * <ul>
 *   <li>{@code # proved by WHAT: TEST, …}: those tests prove what it shows; it is not run again.
 *   <li>{@code # once REASON}: recorded by name only, because the machine must be prepared.
 *   <li>{@code # unlike REASON}: a new run must meet the expectations, but may print something
 *       else.
 *   <li>{@code # varies REGEX}: differs in each run, in addition to {@link #VARIES}.
 * </ul>
 */
final class Recording {
  /** Starts the line of a command. */
  static final String TYPED = "$ ";

  private static final String FOLDER = "acceptance/recordings";

  /** Paths, numbers of tickets and processes, times, dates, ports. */
  private static final List<String> VARIES =
      List.of(
          // One folder, or more, and what is in it: not the / of "and/or".
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
  private final Pattern varies;

  /** The normal form of the output, and of the output with the commands. */
  private final String output;

  private final String screen;

  Recording(Path file, List<String> lines) {
    this.file = file;
    this.lines = lines;
    this.varies =
        Pattern.compile(
            Stream.concat(says("varies"), VARIES.stream()).collect(Collectors.joining("|")));
    List<String> body = lines.subList(head().size(), lines.size());
    this.output = normal(body.stream().filter(line -> !line.startsWith(TYPED)));
    this.screen = normal(body.stream().filter(line -> !line.startsWith(TYPED + Typist.EXPECTS)));
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
    List<String> all = new ArrayList<>(head());
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

  private List<String> head() {
    return lines.stream().takeWhile(line -> !line.startsWith(TYPED)).toList();
  }

  /** Returns the values that the header has for this word. */
  Stream<String> says(String word) {
    String start = "# " + word + " ";
    return head().stream()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()));
  }

  /** Returns whether the header has this word. */
  boolean has(String word) {
    return says(word).findAny().isPresent();
  }

  List<String> commands() {
    return lines.stream()
        .filter(line -> line.startsWith(TYPED))
        .map(line -> line.substring(TYPED.length()))
        .toList();
  }

  /** Returns whether it has exactly the lines that a document shows. */
  boolean shows(Part part) {
    return Excerpt.isIn(screenFor(part), normal(part, ""));
  }

  /** Returns how many lines that a document shows it has in that way, from the first. */
  int linesOf(Part part) {
    return Excerpt.linesIn(screenFor(part), normal(part, ""));
  }

  /** Returns the same for a new run, which may have other lines between. */
  int linesInOrder(Part part) {
    return Excerpt.linesIn(screenFor(part), normal(part, Excerpt.GAP));
  }

  private String screenFor(Part part) {
    return part.lines().anyMatch(line -> line.startsWith(TYPED)) ? screen : output;
  }

  /** Returns the normal form of a part; the first lines of a command's output may be left out. */
  private List<String> normal(Part part, String between) {
    return part.lines()
        .map(line -> words(line) + (line.startsWith(TYPED) ? Excerpt.GAP : between))
        .toList();
  }

  private String normal(Stream<String> lines) {
    return lines.map(this::words).collect(Collectors.joining());
  }

  /** Returns the words of a line, with their ends marked and what varies hidden. */
  private String words(String line) {
    return Stream.of(varies.matcher(line).replaceAll("□").strip().split("\\s+"))
        .filter(word -> !word.isEmpty())
        .map(word -> word.equals(Excerpt.LEFT_OUT) ? Excerpt.GAP : "⟨" + word + Excerpt.END_OF_WORD)
        .collect(Collectors.joining());
  }

  @Override
  public String toString() {
    return name();
  }
}
