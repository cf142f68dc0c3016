package ticketing.runner.study.hint;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ticketing.runner.stages.Stage;
import ticketing.runner.util.UsageException;

/**
 * The hints of an exercise: the file {@code hints.md} beside its start. Each task has a heading
 * {@code ## title}, a paragraph {@code Tests: one_test, another_test}, and a numbered list of
 * hints. What is before the first task is for maintainers.
 *
 * @param tasks what there is to do, in the order in which one would do it
 */
public record HintFile(List<Task> tasks) {
  private static final String FENCE = "```";
  private static final Pattern NUMBERED = Pattern.compile("\\d+\\. (.*)");

  /**
   * A task, and what helps with it.
   *
   * @param title what is to be done, in a few words
   * @param tests the names of the tests that are about it
   * @param hints each a step further than the one before, as Markdown
   */
  public record Task(String title, List<String> tests, List<String> hints) {
    private static Task parse(String text) {
      List<String> lines = text.lines().toList();
      List<String> hints = new ArrayList<>();
      StringBuilder tests = new StringBuilder();
      boolean inCode = false;
      for (String line : lines.subList(1, lines.size())) {
        Matcher numbered = NUMBERED.matcher(line);
        if (!inCode && numbered.matches()) {
          hints.add(numbered.group(1));
        } else if (hints.isEmpty()) {
          tests.append(line.replaceFirst("^Tests:", ""));
        } else {
          String more = line.replaceFirst("^ {1,3}", "");
          inCode ^= more.startsWith(FENCE);
          hints.add(hints.remove(hints.size() - 1) + "\n" + more);
        }
      }
      hints.replaceAll(String::stripTrailing);
      return new Task(
          lines.get(0).strip(),
          Stream.of(tests.toString().split(",")).map(String::strip).toList(),
          hints);
    }
  }

  /**
   * Reads the hints of an exercise.
   *
   * @throws UsageException if there is no such file
   */
  public static HintFile of(Stage stage) {
    Path file = stage.start().resolve("hints.md");
    if (!Files.exists(file)) {
      throw new UsageException("There are no hints for " + stage + ": " + file + " is missing.", 1);
    }
    return parse(Stage.text(file));
  }

  static HintFile parse(String text) {
    return new HintFile(
        Pattern.compile("(?m)^## ").splitAsStream(text).skip(1).map(Task::parse).toList());
  }

  /** Returns the task that the test is about. */
  public Optional<Task> taskOf(String test) {
    return tasks.stream().filter(task -> task.tests().contains(test)).findFirst();
  }

  /** Returns the names of all tests that there are hints for. */
  public List<String> tests() {
    return tasks.stream().flatMap(task -> task.tests().stream()).toList();
  }

  /** Indents Markdown's code blocks instead of marking them. */
  static String withoutFences(String markdown) {
    List<String> lines = new ArrayList<>();
    boolean inCode = false;
    for (String line : markdown.lines().toList()) {
      if (line.startsWith(FENCE)) {
        inCode = !inCode;
      } else {
        lines.add(inCode && !line.isBlank() ? "    " + line : line);
      }
    }
    return String.join("\n", lines);
  }
}
