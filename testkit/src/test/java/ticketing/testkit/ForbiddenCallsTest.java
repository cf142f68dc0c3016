package ticketing.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ForbiddenCallsTest {

  /** Represents a student's workflow class. */
  static final class Offender {
    String offend() throws InterruptedException {
      Thread.sleep(1);
      return UUID.randomUUID() + " " + Instant.now() + " " + Math.random();
    }
  }

  @Test
  void a_forbidden_call_comes_with_its_line_and_its_replacement() {
    assertThat(ForbiddenCalls.in(Offender.class))
        .anyMatch(
            line ->
                line.matches(
                    "ForbiddenCallsTest.java:\\d+ calls Thread.sleep; in a workflow use"
                        + " Workflow.sleep"))
        .anyMatch(line -> line.contains("calls UUID.randomUUID"))
        .anyMatch(line -> line.contains("calls Instant.now"))
        .anyMatch(line -> line.contains("calls Math.random"));
  }
}
