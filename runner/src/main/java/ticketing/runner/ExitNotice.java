package ticketing.runner;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Prints which line of a student's code ended this process with {@code System.exit}. */
final class ExitNotice {
  private static final List<String> OURS = List.of("ticketing.runner.", "ticketing.order.");

  private static final int OTHER_HOOKS_MILLIS = 1500;

  private ExitNotice() {}

  /** Watches this process until it ends. */
  static void install(PrintStream err) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () ->
                    Thread.getAllStackTraces().values().stream()
                        .flatMap(stack -> culprit(stack).stream())
                        .findFirst()
                        .ifPresent(culprit -> report(culprit, err))));
  }

  /** The command has not finished, so the exit code must not be 0. Only a halt can change it. */
  private static void report(StackTraceElement culprit, PrintStream err) {
    err.printf(
        "%s:%d called System.exit, which ended this command. Remove that call: a workflow ends when"
            + " its method returns or throws.%n",
        culprit.getFileName(), culprit.getLineNumber());
    try {
      // The other shutdown hooks end servers and delete temporary folders, all at the same time.
      TimeUnit.MILLISECONDS.sleep(OTHER_HOOKS_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(1);
  }

  /** Returns the line that called {@code System.exit}, if it is not the workshop's. */
  static Optional<StackTraceElement> culprit(StackTraceElement[] stack) {
    return Arrays.stream(stack)
        .dropWhile(frame -> !frame.toString().contains("java.lang.Runtime.exit("))
        .skip(1)
        .filter(frame -> !frame.getClassName().equals(System.class.getName()))
        .findFirst()
        .filter(frame -> OURS.stream().noneMatch(frame.getClassName()::startsWith));
  }
}
