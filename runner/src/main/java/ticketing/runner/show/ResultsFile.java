package ticketing.runner.show;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import ticketing.runner.util.AtomicFiles;
import ticketing.runner.util.UsageException;
import ticketing.testkit.WorkflowResult;

/**
 * Keeps the results of a lane's orders, one per line, for when Temporal has forgotten them. The
 * last line of an order counts; it is null if the order is open again.
 */
final class ResultsFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final TypeReference<Map<Integer, WorkflowResult>> LINE = new TypeReference<>() {};

  private final Path file;

  ResultsFile(Path file) {
    this.file = file;
  }

  /**
   * Returns the results by the numbers of the orders.
   *
   * @throws UsageException if the file cannot be read
   */
  Map<Integer, WorkflowResult> read() {
    Map<Integer, WorkflowResult> results = new HashMap<>();
    if (!Files.exists(file)) {
      return results;
    }
    try {
      for (String line : Files.readAllLines(file)) {
        read(line, results);
      }
      results.values().removeIf(Objects::isNull);
      return results;
    } catch (IOException e) {
      throw new UsageException("Cannot read " + file + ": " + AtomicFiles.reason(e), 1);
    }
  }

  private static void read(String line, Map<Integer, WorkflowResult> results) {
    try {
      results.putAll(JSON.readValue(line, LINE));
    } catch (JsonProcessingException e) {
      // Empty; or half a line: the process was killed while writing. Temporal is asked about that
      // order.
    }
  }

  /**
   * Adds the result of an order, or null if the order is open again.
   *
   * @throws UsageException if it cannot be written
   */
  void add(int number, WorkflowResult result) {
    Map<Integer, WorkflowResult> line = Collections.singletonMap(number, result);
    try {
      Files.writeString(
          file,
          // It begins with a line break: a killed process may have left half a line.
          "\n" + JSON.writeValueAsString(line) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UsageException("Cannot write " + file + ": " + AtomicFiles.reason(e), 1);
    }
  }
}
