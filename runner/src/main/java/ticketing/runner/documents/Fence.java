package ticketing.runner.documents;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A fenced block of a Markdown file. What it shows follows from its language and its lines:
 *
 * <ul>
 *   <li>{@code java}, {@code diff}: code that stands in a file of ours. A line {@code …} or {@code
 *       // …} stands for lines left out.
 *   <li>no language, {@code text} or {@code sh}, and every line begins as a command does: commands
 *       to type.
 *   <li>no language or {@code text} otherwise: what a terminal has shown, from a recorded run. A
 *       {@code …} stands for anything left out.
 *   <li>{@code diagram}: drawn by hand, or pseudo-code. Nothing is checked.
 * </ul>
 *
 * @param file the Markdown file, relative to the workshop
 * @param number the number of the fence's first line, from 1
 * @param language what stands behind the opening fence, or nothing
 * @param lines what is shown
 */
public record Fence(Path file, int number, String language, List<String> lines) {
  /** What somebody types begins so; settings of environment variables may come before. */
  private static final Pattern COMMAND =
      Pattern.compile(
          "\\s*(\\w+=\\S+ )*(\\./workshop|\\./mvnw|mvn|git|ls|find|export|kill|npm|temporal)( .*)?");

  private static final Set<String> CODE = Set.of("java", "diff");
  private static final Set<String> PLAIN = Set.of("", "text");

  /** What a fence shows. */
  public enum Shows {
    /** Code of ours. */
    CODE,
    /** What is to be typed. */
    COMMANDS,
    /** What was on a terminal. */
    EXCERPT,
    /** What somebody has drawn. */
    DRAWING,
    /** There is no rule for its language. */
    UNKNOWN
  }

  /** What this one shows. */
  public Shows shows() {
    if (CODE.contains(language)) {
      return Shows.CODE;
    }
    if (language.equals("diagram")) {
      return Shows.DRAWING;
    }
    boolean commands = lines.stream().allMatch(line -> line.isBlank() || isCommand(line));
    if (commands && (PLAIN.contains(language) || language.equals("sh"))) {
      return Shows.COMMANDS;
    }
    return PLAIN.contains(language) ? Shows.EXCERPT : Shows.UNKNOWN;
  }

  private static boolean isCommand(String line) {
    return COMMAND.matcher(line).matches();
  }

  /** Where it stands, such as {@code demos.md:17}. */
  public String place() {
    return file + ":" + number;
  }
}
