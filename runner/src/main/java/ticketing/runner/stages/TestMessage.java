package ticketing.runner.stages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What the process that runs tests says to the one that asked for it: a line of JSON.
 *
 * @param test how a test went; null in the last message of a run
 * @param verdict how all went; null but in the last message of a run
 * @param burning whether an endless loop goes on, which only the end of the process stops
 */
record TestMessage(TestVerdict test, Verdict verdict, boolean burning) {
  private static final ObjectMapper JSON = new ObjectMapper();

  String line() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A verdict cannot be written as JSON", e);
    }
  }

  static TestMessage of(String line) {
    try {
      return JSON.readValue(line, TestMessage.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Not a message of the tests' process: " + line, e);
    }
  }
}
