package ticketing.testkit;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import ticketing.order.Strategy;

/** Finds the threads that run a strategy's workflow code. */
public final class WorkflowThreads {
  private WorkflowThreads() {}

  /**
   * A thread in workflow code.
   *
   * @param line the line of the code, such as {@code MyWorkflow.java:40}
   * @param isInSdk whether the code has called the SDK, which waits for an answer, or has ended the
   *     process
   */
  record InCode(Thread thread, String line, boolean isInSdk) {
    boolean isRunnable() {
      return thread.getState() == Thread.State.RUNNABLE;
    }
  }

  /** Returns the threads in the strategy's code. Its tests are in the same package. */
  static List<InCode> in(Strategy strategy, Predicate<Thread> which) {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(entry -> which.test(entry.getKey()))
        .filter(entry -> Arrays.stream(entry.getValue()).noneMatch(isIn("org.junit.")))
        .flatMap(entry -> inCode(entry.getKey(), entry.getValue(), strategy).stream())
        .toList();
  }

  private static Optional<InCode> inCode(
      Thread thread, StackTraceElement[] stack, Strategy strategy) {
    return firstLine(stack, strategy)
        .map(
            line ->
                new InCode(
                    thread,
                    line,
                    Arrays.stream(stack)
                        .takeWhile(isInCodeOf(strategy).negate())
                        .anyMatch(isIn("io.temporal.").or(isIn("java.lang.Shutdown")))));
  }

  /** Returns the first line of the stack that is in a package of the strategy's workflows. */
  static Optional<String> firstLine(StackTraceElement[] stack, Strategy strategy) {
    return Arrays.stream(stack)
        .filter(isInCodeOf(strategy))
        .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
        .findFirst();
  }

  private static Predicate<StackTraceElement> isInCodeOf(Strategy strategy) {
    return strategy.workflows().stream()
        .map(type -> isIn(type.getPackageName() + "."))
        .reduce(Predicate::or)
        .orElseThrow();
  }

  private static Predicate<StackTraceElement> isIn(String prefix) {
    return frame -> frame.getClassName().startsWith(prefix);
  }

  /** Returns a line of the running workflow. Prefers a thread that works to one that waits. */
  static String line(Strategy strategy) {
    return in(strategy, thread -> true).stream()
        .max(Comparator.comparing(InCode::isRunnable))
        .map(InCode::line)
        .orElse("a line that is not yours");
  }

  /** Returns whether the strategy's code does not pause for a second: it is in an endless loop. */
  public static boolean isInEndlessLoop(Strategy strategy) {
    return !ShortWait.until(
        () -> in(strategy, thread -> true).stream().noneMatch(InCode::isRunnable));
  }
}
