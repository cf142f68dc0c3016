package ticketing.runner.study.hint;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ticketing.runner.util.UsageException;

/**
 * Reads hints: of each task a heading {@code ## title}, a paragraph {@code Tests: one_test,
 * another_test}, and a numbered list of hints. What stands before the first task is for whoever
 * edits the file.
 */
final class HintParser {
  private static final String TASK = "## ";
  private static final String TESTS = "Tests:";
  private static final String FENCE = "```";
  private static final Pattern NUMBERED = Pattern.compile("(\\d+)\\. (.*)");
  private static final Pattern INDENT = Pattern.compile("^ {1,3}");

  private final String file;
  private final List<HintFile.Task> tasks = new ArrayList<>();

  private String title;
  private final List<String> tests = new ArrayList<>();
  private final List<StringBuilder> hints = new ArrayList<>();
  private boolean amongTests;
  private boolean inCode;

  /** For a file of this name. */
  HintParser(String file) {
    this.file = file;
  }

  HintFile parse(String text) {
    text.lines().forEach(this::read);
    endTask();
    if (tasks.isEmpty()) {
      throw wrong("it has no task. One begins with a line \"## what is to be done\"");
    }
    return new HintFile(tasks);
  }

  private void read(String line) {
    Matcher numbered = NUMBERED.matcher(line);
    if (!inCode && line.startsWith(TASK)) {
      endTask();
      title = line.substring(TASK.length()).strip();
    } else if (title == null) {
      return;
    } else if (!inCode && line.startsWith(TESTS)) {
      addTests(line.substring(TESTS.length()));
      amongTests = true;
    } else if (!inCode && numbered.matches()) {
      beginHint(numbered.group(1), numbered.group(2));
    } else if (amongTests) {
      addTests(line);
      amongTests = !line.isBlank();
    } else if (!hints.isEmpty()) {
      addToHint(line);
    } else if (!line.isBlank()) {
      throw wrong("under \"" + title + "\" stands neither a test nor a hint: " + line);
    }
  }

  private void addTests(String names) {
    Stream.of(names.split(",")).map(String::strip).filter(n -> !n.isEmpty()).forEach(tests::add);
  }

  private void beginHint(String number, String text) {
    int expected = hints.size() + 1;
    if (!number.equals(String.valueOf(expected))) {
      throw wrong("under \"" + title + "\" comes hint " + number + ", not " + expected);
    }
    hints.add(new StringBuilder(text));
    amongTests = false;
  }

  private void addToHint(String line) {
    String text = INDENT.matcher(line).replaceFirst("");
    inCode ^= text.startsWith(FENCE);
    hints.get(hints.size() - 1).append('\n').append(text);
  }

  private void endTask() {
    if (title == null) {
      return;
    }
    if (inCode) {
      throw wrong("under \"" + title + "\" some code has no end. Add a line " + FENCE);
    }
    if (tests.isEmpty() || hints.isEmpty()) {
      throw wrong("\"" + title + "\" has no line \"" + TESTS + " …\", or no hint \"1. …\"");
    }
    if (tasks.stream().anyMatch(task -> task.title().equals(title))) {
      throw wrong("two tasks are called \"" + title + "\"");
    }
    tasks.add(
        new HintFile.Task(
            title, tests, hints.stream().map(hint -> hint.toString().stripTrailing()).toList()));
    tests.clear();
    hints.clear();
    amongTests = false;
    title = null;
  }

  private UsageException wrong(String what) {
    return new UsageException(file + ": " + what + ".", 1);
  }
}
