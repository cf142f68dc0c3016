package ticketing.runner.study.hint;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine.Help.Ansi;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.StageCode;
import ticketing.runner.stages.TestVerdict;
import ticketing.runner.stages.Verdict;
import ticketing.runner.stages.Workshop;
import ticketing.runner.study.compare.CodeDiff;
import ticketing.runner.util.UsageException;

/** Gives hints one at a time, the last one the difference to the solution; remembers which. */
public final class HintGiver {
  static final String FENCE = "```";

  private final Workshop workshop;
  private final Ansi ansi;
  private final Function<Stage, String> command;
  private final Consumer<String> warnings;

  /**
   * Gives the hints of this workshop.
   *
   * @param command returns what to type for the next hint of an exercise
   * @param warnings is called if the hint progress cannot be saved or read
   */
  public HintGiver(
      Workshop workshop, Ansi ansi, Function<Stage, String> command, Consumer<String> warnings) {
    this.workshop = workshop;
    this.ansi = ansi;
    this.command = command;
    this.warnings = warnings;
  }

  /**
   * Returns the next hint, about the first test that failed. Where no hint helps, says what does;
   * no hint is used up then.
   */
  public String next(Stage stage, Verdict verdict) {
    HintFile file = HintFile.of(stage);
    if (stage.edited().isEmpty()) {
      return next(stage, file.tasks().get(0), command.apply(stage));
    }
    if (!verdict.problem().isEmpty()) {
      return fixFirst(verdict.problem());
    }
    if (verdict.isAllDone()) {
      return "All tests of " + stage + " pass. What to do next: ./workshop next";
    }
    List<TestVerdict> failures = verdict.failures();
    TestVerdict failure =
        failures.stream()
            .filter(test -> file.taskOf(test.test()).isPresent())
            .findFirst()
            .orElseThrow(
                () ->
                    new UsageException(
                        "There is no hint about %s. For another test, add --test NAME."
                            .formatted(String.join(", ", verdict.failed())),
                        1));
    HintFile.Task task = file.taskOf(failure.test()).orElseThrow();
    return "✗ " + failure.sentence() + "\n" + next(stage, task, command.apply(stage));
  }

  /**
   * Returns the next hint about this test. If the code does not compile, returns the errors; no
   * hint is used up then.
   *
   * @throws UsageException if there is no such test
   */
  public String next(Stage stage, String test) {
    HintFile.Task task = taskOf(stage, test);
    try {
      StageCode.main(stage.exercise()).close();
    } catch (UsageException e) {
      return fixFirst(e.getMessage());
    }
    return next(stage, task, command(stage, test));
  }

  /**
   * Returns all hints so far of the latest task.
   *
   * @throws UsageException if there was none
   */
  public String again(Stage stage) {
    String latest = given(stage).latest();
    return HintFile.of(stage).tasks().stream()
        .filter(task -> task.title().equals(latest))
        .findFirst()
        .map(task -> again(stage, task, command(stage)))
        .orElseThrow(() -> noneYet(command.apply(stage)));
  }

  /**
   * Returns all hints so far about this test.
   *
   * @throws UsageException if there was none, or there is no such test
   */
  public String again(Stage stage, String test) {
    return again(stage, taskOf(stage, test), command(stage, test));
  }

  private String again(Stage stage, HintFile.Task task, String command) {
    int count = Math.min(given(stage).of(task.title()), all(task));
    if (count == 0) {
      throw noneYet(command);
    }
    return text(stage, task, 1, count, command);
  }

  private String next(Stage stage, HintFile.Task task, String command) {
    GivenHints given = given(stage);
    int count = Math.min(given.of(task.title()), all(task) - 1) + 1;
    String hint = text(stage, task, count, count, command);
    try {
      given.with(task.title(), count).write(file(workshop, stage));
    } catch (UsageException e) {
      warnings.accept("Could not save your hint progress. " + e.getMessage());
    }
    return hint;
  }

  private GivenHints given(Stage stage) {
    try {
      return GivenHints.read(file(workshop, stage));
    } catch (UsageException | UncheckedIOException e) {
      warnings.accept("Could not read your hint progress. " + e.getMessage());
      return GivenHints.NONE;
    }
  }

  private static Path file(Workshop workshop, Stage stage) {
    return workshop.notes().resolve("hints").resolve(stage + ".json");
  }

  /** Starts the hints of an exercise again. */
  public static void forget(Workshop workshop, Stage stage) {
    // If it cannot be deleted, the hints go on, and that is all.
    file(workshop, stage).toFile().delete();
  }

  private static HintFile.Task taskOf(Stage stage, String test) {
    HintFile file = HintFile.of(stage);
    // Failures print the name of a test as a sentence.
    return file.taskOf(test.strip().replace(' ', '_'))
        .orElseThrow(
            () ->
                new UsageException(
                    "%s has no test \"%s\". Its tests are\n  %s"
                        .formatted(stage, test, String.join("\n  ", file.tests()))));
  }

  private static String fixFirst(String problem) {
    return problem + "\nFix this first. No hint is used up.";
  }

  private static UsageException noneYet(String command) {
    return new UsageException("You have had no hint yet. For the first one: " + command, 1);
  }

  /** What to type in a shell for the next hint of an exercise. */
  static String command(Stage stage) {
    return "./workshop hint " + stage.number();
  }

  private static String command(Stage stage, String test) {
    return command(stage) + " --test " + test.strip().replace(' ', '_');
  }

  /** The number of hints of a task: the last one is the difference to the solution. */
  private static int all(HintFile.Task task) {
    return task.hints().size() + 1;
  }

  private String text(Stage stage, HintFile.Task task, int first, int last, String command) {
    List<String> paragraphs = new ArrayList<>();
    paragraphs.add(bold(stage + ": " + task.title()));
    for (int number = first; number <= last; number++) {
      String hint =
          number == all(task)
              ? CodeDiff.of(stage, ansi).stripTrailing()
              : withoutFences(task.hints().get(number - 1));
      paragraphs.add(bold("Hint %d of %d".formatted(number, all(task))) + "\n" + hint);
    }
    paragraphs.add(
        last == all(task)
            ? "This was the last hint for this task."
            : (last + 1 == all(task) ? "Next, the difference to the solution: " : "Next hint: ")
                + command);
    return String.join("\n\n", paragraphs);
  }

  /** Indents Markdown's code blocks instead of marking them. */
  private static String withoutFences(String markdown) {
    List<String> lines = new ArrayList<>();
    boolean code = false;
    for (String line : markdown.lines().toList()) {
      if (line.startsWith(FENCE)) {
        code = !code;
      } else {
        lines.add(code && !line.isBlank() ? "    " + line : line);
      }
    }
    return String.join("\n", lines);
  }

  private String bold(String text) {
    return ansi.new Text("@|bold " + text + "|@").toString();
  }
}
