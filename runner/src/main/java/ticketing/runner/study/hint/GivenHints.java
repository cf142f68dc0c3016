package ticketing.runner.study.hint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import ticketing.runner.stages.Stage;
import ticketing.runner.util.AtomicFiles;
import ticketing.runner.util.UsageException;

/**
 * Which hints of an exercise a student has had.
 *
 * @param latest the title of the task that the latest hint was about; empty if there was none
 * @param counts the number of hints, by the title of the task
 */
record GivenHints(String latest, Map<String, Integer> counts) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static final GivenHints NONE = new GivenHints("", Map.of());

  /** Takes what is missing in a file for none. */
  GivenHints {
    latest = latest == null ? "" : latest;
    counts = counts == null ? Map.of() : new TreeMap<>(counts);
  }

  /** Reads a file; none if it is missing or damaged: then the hints start again. */
  static GivenHints read(Path file) {
    try {
      GivenHints given =
          Files.exists(file) ? JSON.readValue(Stage.text(file), GivenHints.class) : NONE;
      return given == null ? NONE : given;
    } catch (JsonProcessingException e) {
      return NONE;
    }
  }

  /**
   * Writes a file.
   *
   * @throws UsageException if that fails
   */
  void write(Path file) {
    try {
      AtomicFiles.write(file, JSON.writeValueAsString(this));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A map cannot be written as JSON", e);
    }
  }

  int of(String task) {
    Integer count = counts.get(task);
    return count == null ? 0 : Math.max(0, count);
  }

  /** Adds a hint of a task, which is the latest now. */
  GivenHints with(String task, int count) {
    Map<String, Integer> changed = new TreeMap<>(counts);
    changed.put(task, count);
    return new GivenHints(task, changed);
  }
}
