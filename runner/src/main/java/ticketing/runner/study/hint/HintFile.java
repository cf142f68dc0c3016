package ticketing.runner.study.hint;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import ticketing.runner.stages.Stage;
import ticketing.runner.util.UsageException;

/**
 * The hints of a stage: the file {@code hints.md} beside its start.
 *
 * @param tasks what there is to do, in the order in which one would do it
 */
public record HintFile(List<Task> tasks) {
  private static final String NAME = "hints.md";

  /** Copies the list. */
  public HintFile {
    tasks = List.copyOf(tasks);
  }

  /**
   * A task, and what helps with it.
   *
   * @param title what is to be done, in a few words
   * @param tests the names of the tests that are about it
   * @param hints each a step further than the one before, as Markdown
   */
  public record Task(String title, List<String> tests, List<String> hints) {
    /** Copies the lists. */
    public Task {
      tests = List.copyOf(tests);
      hints = List.copyOf(hints);
    }
  }

  /**
   * Reads the hints of the stage.
   *
   * @throws UsageException if there are none, or they are not written as they should be
   */
  public static HintFile of(Stage stage) {
    Path file = file(stage);
    if (!Files.exists(file)) {
      throw new UsageException("There are no hints for " + stage + ": write " + file + ".", 1);
    }
    return new HintParser(file.toString()).parse(Stage.text(file));
  }

  /** Where the hints of the stage stand. */
  public static Path file(Stage stage) {
    return stage.start().resolve(NAME);
  }

  /** The task that the test is about. */
  public Optional<Task> taskOf(String test) {
    return tasks.stream().filter(task -> task.tests().contains(test)).findFirst();
  }

  /** The task of this title. */
  Optional<Task> task(String title) {
    return tasks.stream().filter(task -> task.title().equals(title)).findFirst();
  }

  /** The names of all tests that there are hints for. */
  public List<String> tests() {
    return tasks.stream().flatMap(task -> task.tests().stream()).toList();
  }
}
