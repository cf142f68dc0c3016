package ticketing.testkit;

import org.junit.platform.launcher.TestIdentifier;

/** A failed test, for printing: its name as a sentence, and why it failed. */
public record FailedTest(String sentence, Throwable cause) {

  /** Returns the name of a test as a sentence: the workshop's test methods are named that way. */
  public static String sentence(TestIdentifier test) {
    String name = test.getDisplayName();
    return name.endsWith("()") ? name.substring(0, name.length() - 2).replace('_', ' ') : name;
  }

  /** Returns why it failed, in one line. */
  public String headline() {
    return cause instanceof ExplainedFailure explained
        ? explained.headline()
        : cause.toString().lines().findFirst().orElse("");
  }

  /** Returns why it failed, in full; the last line has no line end. */
  public String report() {
    StackTraceElement[] stack = cause.getStackTrace();
    return stack.length == 0 ? String.valueOf(cause.getMessage()) : cause + "\nat " + stack[0];
  }
}
