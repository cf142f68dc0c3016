package ticketing.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExitNoticeTest {
  private static final StackTraceElement JAVA_RUNTIME = frame("java.lang.Runtime", "exit");
  private static final StackTraceElement JAVA_SYSTEM = frame("java.lang.System", "exit");
  private static final StackTraceElement WORKFLOW = frame("ticketing.some.Workflow", "placeOrder");

  @Test
  void the_caller_of_exit_is_found() {
    assertThat(culprit(JAVA_RUNTIME, JAVA_SYSTEM, WORKFLOW)).contains(WORKFLOW);
    assertThat(culprit(JAVA_RUNTIME, WORKFLOW)).contains(WORKFLOW);
  }

  @Test
  void the_commands_own_exit_is_not_reported() {
    assertThat(culprit(JAVA_RUNTIME, JAVA_SYSTEM, frame("ticketing.runner.Main", "main")))
        .isEmpty();
  }

  @Test
  void other_threads_are_not_reported() {
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
