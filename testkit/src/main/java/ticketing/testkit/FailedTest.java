package ticketing.testkit;

import org.junit.platform.launcher.TestIdentifier;

/**
 * A test that failed, as it is told.
 *
 * @param sentence the test's name, as a sentence
 * @param cause why it failed
 */
public record FailedTest(String sentence, Throwable cause) {

  /** The name of a test as a sentence: our test methods are called that way. */
  public static String sentence(TestIdentifier test) {
    String name = test.getDisplayName();
    return name.endsWith("()") ? name.substring(0, name.length() - 2).replace('_', ' ') : name;
  }

  /** Why it failed, in a line. */
  public String headline() {
    return cause instanceof ExplainedFailure lesson
        ? lesson.headline()
        : cause.toString().lines().findFirst().orElse("");
  }

  /** Why it failed, in as many lines as it takes; the last has no line end. */
  public String lesson() {
    StackTraceElement[] stack = cause.getStackTrace();
    return cause instanceof ExplainedFailure || stack.length == 0
        ? String.valueOf(cause.getMessage())
        : cause + "\nat " + stack[0];
  }
}
