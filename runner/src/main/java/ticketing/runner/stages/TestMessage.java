package ticketing.runner.stages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import ticketing.testkit.Ring;

/**
 * What happens while tests run: a ring begins, a test ends or, in the last message, all have ended.
 * The others are null. Between processes, it is a line of JSON.
 *
 * @param inEndlessLoop whether an endless loop is still running, which only ends with the process
 */
public record TestMessage(Ring ring, TestVerdict test, Verdict verdict, boolean inEndlessLoop) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static TestMessage of(Ring begins) {
    return new TestMessage(begins, null, null, false);
  }

  static TestMessage of(TestVerdict test) {
    return new TestMessage(null, test, null, false);
  }

  static TestMessage of(Verdict verdict, boolean inEndlessLoop) {
    return new TestMessage(null, null, verdict, inEndlessLoop);
  }

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
