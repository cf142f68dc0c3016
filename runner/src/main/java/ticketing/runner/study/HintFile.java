package ticketing.runner.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ticketing.runner.stages.Stage;

/**
 * The hints of an exercise: the file {@code hints.md} beside its start. Each task has a heading
 * {@code ## title}, a paragraph {@code Tests: one_test, another_test}, and a numbered list of
 * hints. What is before the first task is for maintainers.
 */
public record HintFile(List<Task> tasks) {
  /** What is to be done, the tests that are about it, and hints, each a step further. */
  public record Task(String title, List<String> tests, List<String> hints) {
    /** Returns whether it is about core; a title says if it is about another ring. */
    boolean isCore() {
      return !title.matches("(Stretch|Proof|Expert): .*");
    }

    private static Task parse(String text) {
      String[] parts = text.split("(?m)^\\d+\\. ");
      String[] titleAndTests = parts[0].split("Tests:");
      return new Task(
          titleAndTests[0].strip(),
          List.of(titleAndTests[1].strip().split(",\\s*")),
          Stream.of(parts).skip(1).map(Task::forTerminal).toList());
    }

    /** Removes the indentation of the list, and indents code instead of marking it. */
    private static String forTerminal(String markdown) {
      List<String> lines = new ArrayList<>();
      boolean inCode = false;
      for (String line : markdown.stripTrailing().lines().toList()) {
        String text = line.replaceFirst("^ {1,3}", "");
        if (text.startsWith("```")) {
          inCode = !inCode;
        } else {
          lines.add(inCode && !text.isBlank() ? "    " + text : text);
        }
      }
      return String.join("\n", lines);
    }
  }

  /** Reads the hints of an exercise. */
  public static HintFile of(Stage stage) {
    return parse(Stage.text(stage.start().resolve("hints.md")));
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
}
