package ticketing.testkit;

import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TerminatedFailure;
import io.temporal.failure.TimeoutFailure;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import ticketing.order.OrderFailures;
import ticketing.order.Strategy;

/**
 * How a workflow ended.
 *
 * @param kind in which way
 * @param ticketId the ticket number that it returned, or null
 * @param words what it did, as the rest of a sentence, such as "was cancelled"
 */
public record WorkflowResult(Kind kind, String ticketId, String words) {

  /** The ways to end. */
  public enum Kind {
    /** With a ticket number. */
    RETURNED,
    /** With {@link OrderFailures#REJECTED}. */
    REJECTED,
    /** With {@link OrderFailures#OUTCOME_UNKNOWN}. */
    OUTCOME_UNKNOWN,
    /** Cancelled. */
    CANCELLED,
    /** Terminated. */
    TERMINATED,
    /** With any other failure. */
    FAILED,
    /** With an exception of its own code. */
    CODE_THREW,
    /** Not within the time limit. */
    STUCK
  }

  /** Returns the result of a workflow that returned this ticket number. */
  public static WorkflowResult returned(String ticketId) {
    return new WorkflowResult(Kind.RETURNED, ticketId, "returned " + ticketId);
  }

  /** Waits so many real seconds for the order's workflow; empty if it has not ended by then. */
  public static Optional<WorkflowResult> of(WorkflowStub order, Strategy strategy, int seconds) {
    try {
      return Optional.of(returned(order.getResult(seconds, TimeUnit.SECONDS, String.class)));
    } catch (WorkflowFailedException e) {
      return Optional.of(failed(e, strategy));
    } catch (TimeoutException e) {
      return Optional.empty();
    }
  }

  /** Returns the result of a workflow that is still running, with its line. */
  public static WorkflowResult stuck(Strategy strategy, int seconds) {
    return ended(
        Kind.STUCK,
        "was still running after %d s, %s %s"
            .formatted(
                seconds,
                isInEndlessLoop(strategy) ? "in an endless loop at" : "at",
                lineOfRunningWorkflow(strategy)));
  }

  /** Returns the result of a failed workflow; an exception comes with its line in the strategy. */
  public static WorkflowResult failed(WorkflowFailedException e, Strategy strategy) {
    Optional<ApplicationFailure> thrown = codeException(e);
    if (thrown.isPresent()) {
      return ended(Kind.CODE_THREW, thrownWords(thrown.get(), strategy));
    }
    if (e.getCause() instanceof CanceledFailure) {
      return ended(Kind.CANCELLED, "was cancelled");
    }
    if (e.getCause() instanceof TerminatedFailure) {
      return ended(Kind.TERMINATED, "was terminated");
    }
    if (e.getCause() instanceof TimeoutFailure) {
      return ended(
          Kind.STUCK,
          "never ended: does it wait for ever, do its waits keep growing, or does it retry a"
              + " rejection?");
    }
    Optional<ApplicationFailure> rejected = OrderFailures.find(e, OrderFailures.REJECTED);
    if (rejected.isPresent()) {
      return ended(Kind.REJECTED, words(rejected.get()));
    }
    Optional<ApplicationFailure> unknown = OrderFailures.find(e, OrderFailures.OUTCOME_UNKNOWN);
    if (unknown.isPresent()) {
      return ended(Kind.OUTCOME_UNKNOWN, words(unknown.get()));
    }
    return ended(Kind.FAILED, words(OrderFailures.root(e)));
  }

  private static WorkflowResult ended(Kind kind, String words) {
    return new WorkflowResult(kind, null, words);
  }

  private static String words(Throwable failure) {
    return failure instanceof ApplicationFailure application
        ? "failed with " + application.getType() + ": " + application.getOriginalMessage()
        : "failed with " + failure.getClass().getSimpleName() + ": " + failure.getMessage();
  }

  /** Returns the innermost application failure that has a Java class as its type. */
  private static Optional<ApplicationFailure> codeException(Throwable failure) {
    Optional<ApplicationFailure> found = Optional.empty();
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof ApplicationFailure application && application.getType().contains(".")) {
        found = Optional.of(application);
      }
    }
    return found;
  }

  private static String thrownWords(ApplicationFailure thrown, Strategy strategy) {
    String type = thrown.getType();
    String line = firstLine(thrown.getStackTrace(), strategy).map(at -> " at " + at).orElse("");
    return "threw %s%s: %s"
        .formatted(
            type.substring(type.lastIndexOf('.') + 1),
            line,
            String.valueOf(thrown.getOriginalMessage()).replaceAll("[.]$", ""));
  }

  /** Returns the first line of the stack that is in a package of the strategy's workflows. */
  private static Optional<String> firstLine(StackTraceElement[] stack, Strategy strategy) {
    List<String> packages =
        strategy.workflows().stream().map(type -> type.getPackageName() + ".").toList();
    return Arrays.stream(stack)
        .filter(frame -> packages.stream().anyMatch(frame.getClassName()::startsWith))
        .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
        .findFirst();
  }

  /** Returns the threads in the strategy's code. Its tests are in the same package. */
  private static Stream<Map.Entry<Thread, StackTraceElement[]>> threadsIn(Strategy strategy) {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(entry -> firstLine(entry.getValue(), strategy).isPresent())
        .filter(
            entry ->
                Arrays.stream(entry.getValue())
                    .noneMatch(frame -> frame.getClassName().startsWith("org.junit.")));
  }

  private static boolean isRunnable(Map.Entry<Thread, StackTraceElement[]> entry) {
    return entry.getKey().getState() == Thread.State.RUNNABLE;
  }

  /** Prefers a thread that works to one that waits. */
  private static String lineOfRunningWorkflow(Strategy strategy) {
    return threadsIn(strategy)
        .max(Comparator.comparing(WorkflowResult::isRunnable))
        .flatMap(entry -> firstLine(entry.getValue(), strategy))
        .orElse("a line that is not yours");
  }

  /**
   * Returns whether the strategy's code is in an endless loop: for a second, a thread is running in
   * it at each look. A workflow that calls activities pauses.
   */
  public static boolean isInEndlessLoop(Strategy strategy) {
    return !ShortWait.until(() -> threadsIn(strategy).noneMatch(WorkflowResult::isRunnable));
  }
}
