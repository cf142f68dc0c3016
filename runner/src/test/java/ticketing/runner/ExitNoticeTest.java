package ticketing.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExitNoticeTest {
  private static final StackTraceElement JAVA_RUNTIME = frame("java.lang.Runtime", "exit");
  private static final StackTraceElement JAVA_SYSTEM = frame("java.lang.System", "exit");
  private static final StackTraceElement WORKFLOW = frame("ticketing.some.Workflow", "placeOrder");

  @Test
  void whoever_called_exit_is_told() {
    assertThat(culprit(JAVA_RUNTIME, JAVA_SYSTEM, WORKFLOW)).contains(WORKFLOW);
    assertThat(culprit(JAVA_RUNTIME, WORKFLOW)).contains(WORKFLOW);
  }

  @Test
  void the_end_of_the_command_is_not_told() {
    assertThat(culprit(JAVA_RUNTIME, JAVA_SYSTEM, frame("ticketing.runner.Main", "main")))
        .isEmpty();
  }

  @Test
  void a_thread_that_called_no_exit_is_not_told() {
    assertThat(culprit(frame("java.lang.Object", "wait"), WORKFLOW)).isEmpty();
    assertThat(culprit()).isEmpty();
  }

  private static Optional<StackTraceElement> culprit(StackTraceElement... stack) {
    return ExitNotice.culprit(stack);
  }

  private static StackTraceElement frame(String type, String method) {
    return new StackTraceElement(type, method, "File.java", 1);
  }
}
