package ticketing.runner.study.hint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import ticketing.runner.stages.Stage;
import ticketing.runner.util.SafeFile;
import ticketing.runner.util.UsageException;

/**
 * Which hints of a stage somebody has been given.
 *
 * @param latest the title of the task that the latest hint was about; empty if there was none
 * @param counts how many were given, by the title of the task
 */
record GivenHints(String latest, Map<String, Integer> counts) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** None. */
  static final GivenHints NONE = new GivenHints("", Map.of());

  /** Takes what a file left out for none. */
  GivenHints {
    latest = latest == null ? "" : latest;
    counts = counts == null ? Map.of() : new TreeMap<>(counts);
  }

  /** What is kept in the file; none if it is not there, or is not what was written. */
  static GivenHints read(Path file) {
    if (!Files.exists(file)) {
      return NONE;
    }
    try {
      GivenHints kept = JSON.readValue(Stage.text(file), GivenHints.class);
      return kept == null ? NONE : kept;
    } catch (JsonProcessingException e) {
      // Somebody edited it, or another version wrote it: the hints begin again.
      return NONE;
    }
  }

  /**
   * Keeps them in the file.
   *
   * @throws UsageException if it cannot be written
   */
  void write(Path file) {
    try {
      SafeFile.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Numbers of hints cannot be written as JSON", e);
    }
  }

  /** How many hints of the task were given. */
  int of(HintFile.Task task) {
    Integer count = counts.get(task.title());
    return count == null ? 0 : Math.max(0, count);
  }

  /** With so many hints of this task, which is the latest now. */
  GivenHints with(HintFile.Task task, int count) {
    Map<String, Integer> changed = new TreeMap<>(counts);
    changed.put(task.title(), count);
    return new GivenHints(task.title(), changed);
  }
}
