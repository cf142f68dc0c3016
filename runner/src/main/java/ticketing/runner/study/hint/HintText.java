package ticketing.runner.study.hint;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Help.Ansi;
import ticketing.runner.stages.Stage;

/** Tells hints on the console. */
final class HintText {
  private static final String FENCE = "```";
  private static final String CODE_INDENT = "    ";

  private final Function<Stage, String> difference;
  private final Ansi ansi;

  HintText(Function<Stage, String> difference, Ansi ansi) {
    this.difference = difference;
    this.ansi = ansi;
  }

  /** How many hints a task has, the difference to the solution among them. */
  static int all(HintFile.Task task) {
    return task.hints().size() + 1;
  }

  /** The stage and the task, and hints of it. */
  String of(Stage stage, HintFile.Task task, int first, int last, String command) {
    List<String> paragraphs = new ArrayList<>();
    paragraphs.add(bold(stage + ": " + task.title()));
    for (int number = first; number <= last; number++) {
      paragraphs.add(
          bold("Hint %d of %d".formatted(number, all(task))) + "\n" + hint(stage, task, number));
    }
    paragraphs.add(whatIsNext(task, last, command));
    return String.join("\n\n", paragraphs);
  }

  private String hint(Stage stage, HintFile.Task task, int number) {
    return number == all(task)
        ? difference.apply(stage).stripTrailing()
        : plain(task.hints().get(number - 1));
  }

  /** How one gets the hint after this one. */
  private static String whatIsNext(HintFile.Task task, int given, String command) {
    if (given >= all(task)) {
      return "This was the last hint for this task.";
    }
    return given + 1 == all(task)
        ? "The next one is the difference to the solution, all of it: " + command
        : "The next one: " + command;
  }

  /** Markdown without its marks for code blocks: they are indented instead. */
  private static String plain(String markdown) {
    List<String> lines = new ArrayList<>();
    boolean code = false;
    for (String line : markdown.lines().toList()) {
      if (line.startsWith(FENCE)) {
        code = !code;
      } else {
        lines.add(code && !line.isBlank() ? CODE_INDENT + line : line);
      }
    }
    return String.join("\n", lines);
  }

  private String bold(String text) {
    return ansi.new Text("@|bold " + text + "|@").toString();
  }
}
