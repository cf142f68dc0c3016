package ticketing.runner.documents;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;

/**
 * What commands have printed, kept as a file in {@code runner/src/test/recordings}. A line that
 * begins with {@code $} is a command, and what stands below it, its output. {@code ./workshop
 * record} types the commands again; so a new file needs nothing but them. {@link Recorder} says
 * which there are.
 *
 * <p>Lines before the first command may say:
 *
 * <ul>
 *   <li>{@code # varies REGEX}: what is found by it is another in each run, besides what {@link
 *       Mask} knows.
 *   <li>{@code # unlike REASON}: no two runs are alike. A new run has to do what is expected of it,
 *       and may show something else than the documents.
 *   <li>{@code # once REASON}: it cannot be recorded again without somebody who prepares for it.
 *   <li>{@code # proved BY}: what it shows is proved by something else, so a check need not run it.
 *   <li>anything else after a {@code #}: for who reads it.
 * </ul>
 *
 * @param file its file
 * @param lines its lines
 */
public record Recording(Path file, List<String> lines) {
  private static final String COMMAND = "$ ";
  private static final String VARIES = "# varies ";
  private static final String UNLIKE = "# unlike ";
  private static final String ONCE = "# once ";
  private static final String PROVED = "# proved ";

  /** All that are kept. */
  public static List<Recording> all(Workshop workshop) {
    Path folder = workshop.root().resolve("runner/src/test/recordings");
    return Stage.filesIn(folder).stream()
        .filter(file -> file.toString().endsWith(".txt"))
        .map(folder::resolve)
        .map(file -> new Recording(file, Stage.text(file).lines().toList()))
        .toList();
  }

  /** Its name, such as {@code demo-seed-7}. */
  public String name() {
    return file.getFileName().toString().replaceFirst("\\.txt$", "");
  }

  /** The lines before the first command. */
  List<String> head() {
    return lines.stream().takeWhile(line -> !line.startsWith(COMMAND)).toList();
  }

  /** What it is called in a check. */
  public String words() {
    return (Demonstrations.isOne(this) ? "demos.md#" : "") + name();
  }

  /** The commands, as they are typed. */
  public List<String> commands() {
    return lines.stream()
        .filter(line -> line.startsWith(COMMAND))
        .map(line -> line.substring(COMMAND.length()))
        .toList();
  }

  /** Why it cannot be recorded again by itself, if so. */
  public Optional<String> once() {
    return told(ONCE).findFirst();
  }

  /** Whether a check has to run it again, for nothing else proves what it shows. */
  public boolean isRunAgain() {
    return once().isEmpty() && told(PROVED).findFirst().isEmpty();
  }

  /** Whether a new run of it need not show what the documents show. */
  public boolean isUnlike() {
    return told(UNLIKE).findFirst().isPresent();
  }

  /** Hides what is another in each run of it. */
  Mask mask() {
    return new Mask(told(VARIES).map(Pattern::compile).toList());
  }

  /**
   * The words on a terminal, with what varies hidden.
   *
   * @param mask hides it
   */
  record MaskedScreen(Mask mask, List<String> words) {}

  /** The words that were on the terminal; with those of the commands, if they are wanted too. */
  MaskedScreen masked(boolean commands) {
    Mask mask = mask();
    return new MaskedScreen(
        mask, screen(commands).stream().flatMap(line -> mask.words(line).stream()).toList());
  }

  private Stream<String> told(String what) {
    return head().stream()
        .filter(line -> line.startsWith(what))
        .map(line -> line.substring(what.length()));
  }

  /**
   * What was on the terminal.
   *
   * @param commands whether the commands are wanted too
   */
  List<String> screen(boolean commands) {
    return lines.stream()
        .skip(head().size())
        .filter(line -> commands || !line.startsWith(COMMAND))
        .filter(line -> !line.startsWith(typed(Demonstrations.EXPECTS)))
        .toList();
  }

  /** Whether it is a command on a screen. */
  static boolean isCommand(String line) {
    return line.startsWith(COMMAND);
  }

  /** The line of a screen on which this is typed. */
  static String typed(String command) {
    return COMMAND + command;
  }
}
