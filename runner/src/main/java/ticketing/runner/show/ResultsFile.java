package ticketing.runner.show;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import ticketing.runner.util.AtomicFiles;
import ticketing.runner.util.UsageException;
import ticketing.testkit.WorkflowResult;

/**
 * Keeps the results of a lane's orders, one per line, for when Temporal has forgotten them. The
 * last line of an order counts.
 */
final class ResultsFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;

  /** One line of it. {@code kind} is null if the order is open again. */
  private record Line(int n, WorkflowResult.Kind kind, String ticket, String words) {}

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
        if (!line.isEmpty()) {
          read(line, results);
        }
      }
      return results;
    } catch (IOException e) {
      throw new UsageException("Cannot read " + file + ": " + AtomicFiles.reason(e), 1);
    }
  }

  private static void read(String text, Map<Integer, WorkflowResult> results) {
    try {
      Line line = JSON.readValue(text, Line.class);
      if (line.kind() == null) {
        results.remove(line.n());
      } else {
        results.put(line.n(), new WorkflowResult(line.kind(), line.ticket(), line.words()));
      }
    } catch (JsonProcessingException e) {
      // Half a line: the process was killed while writing. Temporal is asked about that order.
    }
  }

  /**
   * Adds the result of an order.
   *
   * @throws UsageException if it cannot be written
   */
  void add(int number, WorkflowResult result) {
    write(new Line(number, result.kind(), result.ticketId(), result.words()));
  }

  /**
   * Removes the result of an order, which is open again.
   *
   * @throws UsageException if it cannot be written
   */
  void remove(int number) {
    write(new Line(number, null, null, null));
  }

  /** Begins with a line break: a killed process may have left half a line. */
  private void write(Line line) {
    try {
      Files.writeString(
          file,
          "\n" + JSON.writeValueAsString(line) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UsageException("Cannot write " + file + ": " + AtomicFiles.reason(e), 1);
    }
  }
}
