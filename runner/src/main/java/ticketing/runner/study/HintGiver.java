package ticketing.runner.study;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.TestVerdict;
import ticketing.runner.stages.Verdict;
import ticketing.runner.util.AtomicFiles;
import ticketing.runner.util.TextStyle;
import ticketing.runner.util.UsageException;

/**
 * Gives the hints of an exercise one at a time, the last one the diff against the solution.
 *
 * @param command what to type for the next hint
 * @param warnings is called if the hint progress cannot be saved
 */
record HintGiver(Stage stage, String command, Consumer<String> warnings) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Starts the hints of an exercise again. */
  static void forget(Stage stage) {
    // If it cannot be deleted, the hints continue, and that is all.
    stage.notes("hints").toFile().delete();
  }

  /**
   * Returns the next hint, about the first test that failed. If no hint helps, says what does; no
   * hint is used up then. Only an edited exercise is tested.
   */
  String next(Supplier<Verdict> tested) {
    if (stage.edited().isEmpty()) {
      return next(HintFile.of(stage).tasks().get(0), command);
    }
    Verdict verdict = tested.get();
    if (!verdict.problem().isEmpty()) {
      return verdict.problem() + "\nFix this first. No hint is used up.";
    }
    if (verdict.isAllDone()) {
      return "All tests of " + stage + " pass. What to do next: ./workshop";
    }
    for (TestVerdict failure : verdict.failures()) {
      Optional<HintFile.Task> task = HintFile.of(stage).taskOf(failure.test());
      if (task.isPresent()) {
        return "✗ " + failure.sentence() + "\n" + next(task.get(), command);
      }
    }
    throw UsageException.failure(
        "There is no hint about %s. For another test, add --test NAME.",
        String.join(", ", verdict.failed()));
  }

  /** Returns the next hint about this test. */
  String next(String test) {
    return next(taskOf(test), commandFor(test));
  }

  private String next(HintFile.Task task, String nextCommand) {
    ObjectNode given = given();
    int before = count(given, task);
    int count = Math.min(before + 1, all(task));
    String hint =
        before == all(task)
            ? "You have had all %d hints about \"%s\". To read them again, type ./workshop hint %s --again."
                .formatted(all(task), task.title(), stage.number())
            : text(task, count, count, nextCommand);
    // The latest task is the last.
    given.remove(task.title());
    given.put(task.title(), count);
    try {
      AtomicFiles.write(stage.notes("hints"), given.toString());
    } catch (UsageException e) {
      warnings.accept("Could not save your hint progress. " + e.getMessage());
    }
    return hint;
  }

  /** Returns all hints so far about this test or, if it is null, of the latest task. */
  String again(String test) {
    ObjectNode given = given();
    String latest =
        given.properties().stream().map(Map.Entry::getKey).reduce("", (earlier, later) -> later);
    String title = test == null ? latest : taskOf(test).title();
    String nextCommand = test == null ? command : commandFor(test);
    return HintFile.of(stage).tasks().stream()
        .filter(task -> task.title().equals(title) && count(given, task) > 0)
        .findFirst()
        .map(task -> text(task, 1, count(given, task), nextCommand))
        .orElseThrow(
            () ->
                UsageException.failure(
                    "You have had no hint yet. For the first one: " + nextCommand));
  }

  /** Reads how many hints of each task were given; none if the file is missing or damaged. */
  private ObjectNode given() {
    try {
      if (JSON.readTree(stage.notes("hints").toFile()) instanceof ObjectNode given) {
        return given;
      }
    } catch (IOException e) {
      // As if there were none.
    }
    return JSON.createObjectNode();
  }

  private static int count(ObjectNode given, HintFile.Task task) {
    return Math.max(0, Math.min(given.path(task.title()).asInt(), all(task)));
  }

  private HintFile.Task taskOf(String test) {
    HintFile file = HintFile.of(stage);
    return file.taskOf(name(test))
        .orElseThrow(
            () ->
                new UsageException(
                    "%s has no test \"%s\". Its tests are\n  %s",
                    stage, test, String.join("\n  ", file.tests())));
  }

  /** Failures print the name of a test as a sentence. */
  private static String name(String test) {
    return test.strip().replace(' ', '_');
  }

  private String commandFor(String test) {
    return command + " --test " + name(test);
  }

  /** Returns the number of a task's hints: the last one is the diff against the solution. */
  private static int all(HintFile.Task task) {
    return task.hints().size() + 1;
  }

  /** Returns the diff against the solution; for core, against one that has nothing else. */
  private String diff(HintFile.Task task) {
    return CodeDiff.of(stage, task.isCore() ? stage.coreSolution() : stage.solution())
        .stripTrailing();
  }

  private String text(HintFile.Task task, int first, int last, String nextCommand) {
    List<String> paragraphs = new ArrayList<>();
    paragraphs.add(TextStyle.bold(stage + ": " + task.title()));
    for (int number = first; number <= last; number++) {
      String hint = number == all(task) ? diff(task) : task.hints().get(number - 1);
      paragraphs.add(TextStyle.bold("Hint %d of %d".formatted(number, all(task))) + "\n" + hint);
    }
    paragraphs.add(
        last == all(task)
            ? "This was the last hint for this task."
            : (last + 1 == all(task) ? "Next, the diff against the solution: " : "Next hint: ")
                + nextCommand);
    return String.join("\n\n", paragraphs);
  }
}
