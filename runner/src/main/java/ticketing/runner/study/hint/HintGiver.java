package ticketing.runner.study.hint;

import java.io.UncheckedIOException;
import java.nio.file.Path;
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

/** Gives hints, one at a time, and remembers which it has given. */
public final class HintGiver {
  private final Workshop workshop;
  private final HintText text;
  private final Consumer<String> complaints;
  private final Function<Stage, String> command;

  /**
   * Gives the hints of this workshop, the last with the colours of a terminal, if there is one.
   *
   * @param command what one types for the next hint of a stage
   * @param complaints is told if it cannot be kept which hints were given
   */
  public static HintGiver of(
      Workshop workshop, Function<Stage, String> command, Consumer<String> complaints) {
    return new HintGiver(
        workshop,
        stage -> CodeDiff.of(stage, Ansi.AUTO).stripTrailing(),
        Ansi.AUTO,
        command,
        complaints);
  }

  HintGiver(
      Workshop workshop,
      Function<Stage, String> difference,
      Ansi ansi,
      Function<Stage, String> command,
      Consumer<String> complaints) {
    this.workshop = workshop;
    this.text = new HintText(difference, ansi);
    this.command = command;
    this.complaints = complaints;
  }

  /**
   * The next hint for whoever has this verdict: about the first test that failed. Where no hint
   * helps, a sentence that says what does; no hint is used up then.
   */
  public String next(Stage stage, Verdict verdict) {
    HintFile file = HintFile.of(stage);
    if (stage.edited().isEmpty()) {
      return next(stage, file.tasks().get(0), command.apply(stage));
    }
    if (!verdict.problem().isEmpty()) {
      return mendFirst(verdict.problem());
    }
    if (verdict.firstFailure().isEmpty()) {
      return verdict.isAllDone() ? allPass(stage) : noTest(stage);
    }
    TestVerdict failure = withHints(file, verdict.failures());
    HintFile.Task task = file.taskOf(failure.test()).orElseThrow();
    return "✗ " + failure.sentence() + "\n" + next(stage, task, command.apply(stage));
  }

  /**
   * The next hint about this test. If the code does not compile, the compiler's words; no hint is
   * used up then.
   *
   * @throws UsageException if there is no such test
   */
  public String next(Stage stage, String test) {
    HintFile.Task task = taskOf(stage, test);
    try {
      StageCode.main(stage.exercise()).close();
    } catch (UsageException e) {
      return mendFirst(e.getMessage());
    }
    return next(stage, task, command(stage, test));
  }

  /**
   * All hints that were given of the task that the latest was about. No step further is made.
   *
   * @throws UsageException if none was given
   */
  public String again(Stage stage) {
    return HintFile.of(stage)
        .task(given(stage).latest())
        .map(task -> again(stage, task, command(stage)))
        .orElseThrow(() -> noneYet(command.apply(stage)));
  }

  /**
   * All hints that were given about this test. No step further is made.
   *
   * @throws UsageException if none was given, or there is no such test
   */
  public String again(Stage stage, String test) {
    return again(stage, taskOf(stage, test), command(stage, test));
  }

  private String again(Stage stage, HintFile.Task task, String command) {
    int count = Math.min(given(stage).of(task), HintText.all(task));
    if (count == 0) {
      throw noneYet(command);
    }
    return text.of(stage, task, 1, count, command);
  }

  private String next(Stage stage, HintFile.Task task, String command) {
    GivenHints given = given(stage);
    int count = Math.min(given.of(task), HintText.all(task) - 1) + 1;
    String hint = text.of(stage, task, count, count, command);
    try {
      given.with(task, count).write(file(stage));
    } catch (UsageException e) {
      complaints.accept("It cannot be kept that you had this hint. " + e.getMessage());
    }
    return hint;
  }

  private GivenHints given(Stage stage) {
    try {
      return GivenHints.read(file(stage));
    } catch (UsageException | UncheckedIOException e) {
      complaints.accept(
          "It cannot be read which hints you had. %s Delete the file, or make it readable."
              .formatted(e.getMessage()));
      return GivenHints.NONE;
    }
  }

  private Path file(Stage stage) {
    return given(workshop, stage);
  }

  /** The file that remembers which hints of the stage were given. */
  public static Path given(Workshop workshop, Stage stage) {
    return workshop.notes().resolve("hints").resolve(stage.name() + ".json");
  }

  private static HintFile.Task taskOf(Stage stage, String test) {
    HintFile file = HintFile.of(stage);
    // On the console the name of a test is a sentence.
    return file.taskOf(test.strip().replace(' ', '_'))
        .orElseThrow(
            () ->
                new UsageException(
                    "%s has no test \"%s\". It has\n  %s"
                        .formatted(stage, test, String.join("\n  ", file.tests()))));
  }

  /** The first that there are hints about: whoever adds a test of their own has none for it. */
  private static TestVerdict withHints(HintFile file, List<TestVerdict> failures) {
    return failures.stream()
        .filter(failure -> file.taskOf(failure.test()).isPresent())
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "There is no hint about "
                        + String.join(", ", failures.stream().map(TestVerdict::test).toList())
                        + ". With --test NAME you get one about another test.",
                    1));
  }

  private static String mendFirst(String problem) {
    return problem + "\nMend this first. No hint is used up.";
  }

  private static String allPass(Stage stage) {
    return "All tests of %s pass: there is nothing to give a hint about. What is next: ./workshop next"
        .formatted(stage);
  }

  private static String noTest(Stage stage) {
    return "No test of %1$s ran. Are they still in exercises/%1$s/src/test?".formatted(stage);
  }

  private static UsageException noneYet(String command) {
    return new UsageException("No hint has been given yet. The first one: " + command, 1);
  }

  /** What one types at the shell for the next hint of the stage. */
  static String command(Stage stage) {
    return "./workshop hint " + stage.number();
  }

  private static String command(Stage stage, String test) {
    return command(stage) + " --test " + test.strip().replace(' ', '_');
  }
}
