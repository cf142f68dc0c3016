package ticketing.runner.show;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import ticketing.runner.util.AtomicFiles;
import ticketing.runner.util.UsageException;
import ticketing.testkit.WorkflowResult;

/**
 * How the orders of a lane have ended, a line each, so that it is known also when Temporal has
 * forgotten it. Of an order that has several lines the last one counts.
 */
final class EndingsFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;

  EndingsFile(Path file) {
    this.file = file;
  }

  /**
   * The endings of all orders that have ended, by their numbers.
   *
   * @throws UsageException if the file cannot be read
   */
  Map<Integer, WorkflowResult> read() {
    Map<Integer, WorkflowResult> endings = new HashMap<>();
    if (!Files.exists(file)) {
      return endings;
    }
    try {
      for (String line : Files.readAllLines(file)) {
        if (!line.isEmpty()) {
          read(line, endings);
        }
      }
      return endings;
    } catch (IOException e) {
      throw new UsageException(file + " cannot be read: " + AtomicFiles.reason(e), 1);
    }
  }

  private static void read(String line, Map<Integer, WorkflowResult> endings) {
    try {
      JsonNode node = JSON.readTree(line);
      int number = node.path("n").asInt();
      if (!node.has("kind")) {
        endings.remove(number);
        return;
      }
      String ticketId = node.path("ticket").textValue();
      endings.put(
          number,
          new WorkflowResult(
              WorkflowResult.Kind.valueOf(node.path("kind").asText()),
              ticketId,
              node.path("words").asText()));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      // Half a line, written when the process was killed. Temporal is asked about that order.
    }
  }

  /**
   * The order has ended so.
   *
   * @throws UsageException if that cannot be written
   */
  void ended(int number, WorkflowResult ending) {
    write(
        JSON.createObjectNode()
            .put("n", number)
            .put("kind", ending.kind().name())
            .put("ticket", ending.ticketId())
            .put("words", ending.words()));
  }

  /**
   * The order is open again.
   *
   * @throws UsageException if that cannot be written
   */
  void openAgain(int number) {
    write(JSON.createObjectNode().put("n", number));
  }

  /** With a line's end before it, too: what a killed process has left half is then a line. */
  private void write(ObjectNode line) {
    try {
      Files.write(
          file,
          ("\n" + line + "\n").getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UsageException("Cannot write " + file + ": " + AtomicFiles.reason(e), 1);
    }
  }
}
