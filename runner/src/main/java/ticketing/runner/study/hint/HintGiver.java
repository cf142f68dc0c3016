package ticketing.runner.study.hint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.TestVerdict;
import ticketing.runner.stages.Verdict;
import ticketing.runner.stages.Workshop;
import ticketing.runner.study.compare.CodeDiff;
import ticketing.runner.util.AtomicFiles;
import ticketing.runner.util.TextStyle;
import ticketing.runner.util.UsageException;

/** Gives the hints of an exercise one at a time, the last one the difference to the solution. */
public final class HintGiver {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<LinkedHashMap<String, Integer>> COUNTS =
      new TypeReference<>() {};

  private final Stage stage;
  private final HintFile file;
  private final Path progress;
  private final Ansi ansi;
  private final String command;
  private final Consumer<String> warnings;

  /**
   * Gives the hints of this exercise.
   *
   * @param command what to type for the next hint
   * @param warnings is called if the hint progress cannot be saved or read
   */
  public HintGiver(
      Workshop workshop, Stage stage, Ansi ansi, String command, Consumer<String> warnings) {
    this.stage = stage;
    this.file = HintFile.of(stage);
    this.progress = progress(workshop, stage);
    this.ansi = ansi;
    this.command = command;
    this.warnings = warnings;
  }

  private static Path progress(Workshop workshop, Stage stage) {
    return workshop.notes().resolve("hints").resolve(stage + ".json");
  }

  /** Starts the hints of an exercise again. */
  public static void forget(Workshop workshop, Stage stage) {
    // If it cannot be deleted, the hints continue, and that is all.
    progress(workshop, stage).toFile().delete();
  }

  /**
   * Returns the next hint, about the first test that failed. If no hint helps, says what does; no
   * hint is used up then.
   */
  public String next(Verdict verdict) {
    if (stage.edited().isEmpty()) {
      return next(file.tasks().get(0), command);
    }
    if (!verdict.problem().isEmpty()) {
      return verdict.problem() + "\nFix this first. No hint is used up.";
    }
    if (verdict.isAllDone()) {
      return "All tests of " + stage + " pass. What to do next: ./workshop next";
    }
    for (TestVerdict failure : verdict.failures()) {
      Optional<HintFile.Task> task = file.taskOf(failure.test());
      if (task.isPresent()) {
        return "✗ " + failure.sentence() + "\n" + next(task.get(), command);
      }
    }
    throw new UsageException(
        "There is no hint about %s. For another test, add --test NAME."
            .formatted(String.join(", ", verdict.failed())),
        1);
  }

  /**
   * Returns the next hint about this test.
   *
   * @throws UsageException if there is no such test
   */
  public String next(String test) {
    return next(taskOf(test), commandFor(test));
  }

  private String next(HintFile.Task task, String nextCommand) {
    LinkedHashMap<String, Integer> given = given();
    int count = Math.min(count(given, task) + 1, all(task));
    String hint = text(task, count, count, nextCommand);
    // The latest task is the last.
    given.remove(task.title());
    given.put(task.title(), count);
    try {
      AtomicFiles.write(progress, JSON.writeValueAsString(given));
    } catch (UsageException e) {
      warnings.accept("Could not save your hint progress. " + e.getMessage());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A map cannot be written as JSON", e);
    }
    return hint;
  }

  /**
   * Returns all hints so far of the latest task, or about a test.
   *
   * @param test null for the latest task
   * @throws UsageException if there was none, or there is no such test
   */
  public String again(String test) {
    LinkedHashMap<String, Integer> given = given();
    String latest = given.isEmpty() ? "" : List.copyOf(given.keySet()).get(given.size() - 1);
    String nextCommand = test == null ? command : commandFor(test);
    return file.tasks().stream()
        .filter(task -> test == null ? task.title().equals(latest) : task == taskOf(test))
        .filter(task -> count(given, task) > 0)
        .findFirst()
        .map(task -> text(task, 1, count(given, task), nextCommand))
        .orElseThrow(
            () ->
                new UsageException(
                    "You have had no hint yet. For the first one: " + nextCommand, 1));
  }

  /** Reads how many hints of each task were given; none if the file is missing or damaged. */
  private LinkedHashMap<String, Integer> given() {
    try {
      LinkedHashMap<String, Integer> given =
          Files.exists(progress) ? JSON.readValue(Stage.text(progress), COUNTS) : null;
      return given == null ? new LinkedHashMap<>() : given;
    } catch (JsonProcessingException e) {
      return new LinkedHashMap<>();
    } catch (UsageException | UncheckedIOException e) {
      warnings.accept("Could not read your hint progress. " + e.getMessage());
      return new LinkedHashMap<>();
    }
  }

  private static int count(LinkedHashMap<String, Integer> given, HintFile.Task task) {
    Integer count = given.get(task.title());
    return count == null ? 0 : Math.max(0, Math.min(count, all(task)));
  }

  private HintFile.Task taskOf(String test) {
    return file.taskOf(name(test))
        .orElseThrow(
            () ->
                new UsageException(
                    "%s has no test \"%s\". Its tests are\n  %s"
                        .formatted(stage, test, String.join("\n  ", file.tests()))));
  }

  /** Failures print the name of a test as a sentence. */
  private static String name(String test) {
    return test.strip().replace(' ', '_');
  }

  private String commandFor(String test) {
    return command + " --test " + name(test);
  }

  /** Returns the number of a task's hints: the last one is the difference to the solution. */
  private static int all(HintFile.Task task) {
    return task.hints().size() + 1;
  }

  private String text(HintFile.Task task, int first, int last, String nextCommand) {
    List<String> paragraphs = new ArrayList<>();
    paragraphs.add(bold(stage + ": " + task.title()));
    for (int number = first; number <= last; number++) {
      String hint =
          number == all(task)
              ? CodeDiff.of(stage, ansi).stripTrailing()
              : HintFile.withoutFences(task.hints().get(number - 1));
      paragraphs.add(bold("Hint %d of %d".formatted(number, all(task))) + "\n" + hint);
    }
    paragraphs.add(
        last == all(task)
            ? "This was the last hint for this task."
            : (last + 1 == all(task) ? "Next, the difference to the solution: " : "Next hint: ")
                + nextCommand);
    return String.join("\n\n", paragraphs);
  }

  private String bold(String text) {
    return TextStyle.styled(ansi, Style.bold, text);
  }
}
