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
 * What commands have printed: a file in {@code acceptance/recordings}. A line that begins with
 * {@code $} is a command as a {@link Typist} takes it; below it stands its output. A new file needs
 * only the commands, and {@code -Drecord=NAME}. Those of a section of {@code demos.md} are in
 * {@code demos}, with the section's anchor as their name.
 *
 * <p>Lines before the first command may say:
 *
 * <ul>
 *   <li>{@code # proved by WHAT: TEST, …}: those tests prove what it shows; it is not run again.
 *   <li>{@code # once REASON}: recorded by name only, by somebody who prepares the machine.
 *   <li>{@code # unlike REASON}: a new run has to do what it expects, not to look the same.
 *   <li>{@code # varies REGEX}: this differs in each run, besides what {@link #VARIES} has.
 * </ul>
 */
final class Recording {
  /** What begins the line of a command. */
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

  /** All that are kept. */
  static List<Recording> all(Path root) {
    Path folder = root.resolve(FOLDER);
    return Stage.filesIn(folder).stream()
        .map(folder::resolve)
        .map(file -> new Recording(file, Stage.text(file).lines().toList()))
        .toList();
  }

  /** The same with what a new run has printed. */
  Recording with(List<String> commandsAndOutput) {
    List<String> all = new ArrayList<>(head());
    all.addAll(commandsAndOutput);
    return new Recording(file, all);
  }

  void write() throws IOException {
    Files.write(file, lines);
  }

  /** Such as {@code demos/kill-the-worker}. */
  String name() {
    return Markdown.slashes(file).replaceFirst(".*" + FOLDER + "/(.*)\\.txt", "$1");
  }

  private List<String> head() {
    return lines.stream().takeWhile(line -> !line.startsWith(TYPED)).toList();
  }

  /** What its head says after this word. */
  Stream<String> says(String word) {
    String start = "# " + word + " ";
    return head().stream()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()));
  }

  /** Whether its head has this word. */
  boolean has(String word) {
    return says(word).findAny().isPresent();
  }

  List<String> commands() {
    return lines.stream()
        .filter(line -> line.startsWith(TYPED))
        .map(line -> line.substring(TYPED.length()))
        .toList();
  }

  /** Whether it has what a document shows, without a line more or less between. */
  boolean shows(Part part) {
    return Excerpt.isIn(screenFor(part), normal(part, ""));
  }

  /** How many lines of what a document shows it has in that way, from the first. */
  int linesOf(Part part) {
    return Excerpt.linesIn(screenFor(part), normal(part, ""));
  }

  /** The same for a new run, in which other lines may come between. */
  int linesInOrder(Part part) {
    return Excerpt.linesIn(screenFor(part), normal(part, Excerpt.GAP));
  }

  private String screenFor(Part part) {
    return part.lines().anyMatch(line -> line.startsWith(TYPED)) ? screen : output;
  }

  /** The first lines of a command's output may be left out. */
  private List<String> normal(Part part, String between) {
    return part.lines()
        .map(line -> words(line) + (line.startsWith(TYPED) ? Excerpt.GAP : between))
        .toList();
  }

  private String normal(Stream<String> lines) {
    return lines.map(this::words).collect(Collectors.joining());
  }

  /** The words of a line, each with its ends, and what varies hidden. */
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
