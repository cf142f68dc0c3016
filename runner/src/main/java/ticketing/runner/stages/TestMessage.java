package ticketing.runner.stages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * A message of the process that runs tests: a line of JSON.
 *
 * @param test the result of a test; null in the last message of a run
 * @param verdict the result of all; null except in the last message of a run
 * @param inEndlessLoop whether an endless loop is still running, which only ends with the process
 */
record TestMessage(TestVerdict test, Verdict verdict, boolean inEndlessLoop) {
  private static final ObjectMapper JSON = new ObjectMapper();

  String line() {
    return JSON.valueToTree(this).toString();
  }

  static TestMessage of(String line) {
    try {
      return JSON.readValue(line, TestMessage.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Not a message of the tests' process: " + line, e);
    }
  }
}
