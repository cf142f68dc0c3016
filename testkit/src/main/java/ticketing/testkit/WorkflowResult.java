package ticketing.testkit;

import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TerminatedFailure;
import io.temporal.failure.TimeoutFailure;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import ticketing.order.OrderFailures;
import ticketing.order.Strategy;

/**
 * How a workflow ended.
 *
 * @param kind in which of the ways
 * @param ticketId what it returned; null if it returned nothing
 * @param words the whole of it, for people
 */
public record WorkflowResult(Kind kind, String ticketId, String words) {

  /** The ways to end. */
  public enum Kind {
    /** With a result. */
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
    /** Not at all, within the time limit. */
    STUCK
  }

  /** What the workflow did, as the rest of a sentence, such as "was cancelled". */
  public String did() {
    boolean hasVerb =
        switch (kind) {
          case CANCELLED, TERMINATED -> false;
          case STUCK -> !words.startsWith("still");
          default -> true;
        };
    return hasVerb ? words : "was " + words;
  }

  /** It returned this ticket number. */
  public static WorkflowResult returned(String ticketId) {
    return new WorkflowResult(Kind.RETURNED, ticketId, "returned " + ticketId);
  }

  /** How this order ends; empty if it does not, in so many real seconds. */
  public static Optional<WorkflowResult> of(WorkflowStub order, Strategy strategy, int seconds) {
    try {
      return Optional.of(returned(order.getResult(seconds, TimeUnit.SECONDS, String.class)));
    } catch (WorkflowFailedException e) {
      return Optional.of(failed(e, strategy));
    } catch (TimeoutException e) {
      return Optional.empty();
    }
  }

  /** It is still running; says where. */
  public static WorkflowResult stuck(Strategy strategy, int seconds) {
    return new WorkflowResult(
        Kind.STUCK,
        null,
        "still running after %d s, %s %s"
            .formatted(
                seconds,
                isBurning(strategy) ? "in an endless loop at" : "at",
                lineOfRunningWorkflow(strategy)));
  }

  /** It failed; the strategy tells which lines are its own. */
  public static WorkflowResult failed(WorkflowFailedException e, Strategy strategy) {
    Optional<ApplicationFailure> thrown = codeException(e);
    if (thrown.isPresent()) {
      return new WorkflowResult(Kind.CODE_THREW, null, words(thrown.get(), strategy));
    }
    if (e.getCause() instanceof CanceledFailure) {
      return new WorkflowResult(Kind.CANCELLED, null, "cancelled");
    }
    if (e.getCause() instanceof TerminatedFailure) {
      return new WorkflowResult(Kind.TERMINATED, null, "terminated");
    }
    if (e.getCause() instanceof TimeoutFailure) {
      return new WorkflowResult(
          Kind.STUCK, null, "waited in vain until its run timeout, far in the future");
    }
    Optional<ApplicationFailure> rejected = OrderFailures.find(e, OrderFailures.REJECTED);
    if (rejected.isPresent()) {
      return new WorkflowResult(Kind.REJECTED, null, words(rejected.get()));
    }
    Optional<ApplicationFailure> unknown = OrderFailures.find(e, OrderFailures.OUTCOME_UNKNOWN);
    if (unknown.isPresent()) {
      return new WorkflowResult(Kind.OUTCOME_UNKNOWN, null, words(unknown.get()));
    }
    return new WorkflowResult(Kind.FAILED, null, rootWords(e));
  }

  private static String words(ApplicationFailure failure) {
    return "failed with " + failure.getType() + ": " + failure.getOriginalMessage();
  }

  private static String rootWords(Throwable failure) {
    Throwable root = OrderFailures.root(failure);
    return root instanceof ApplicationFailure application
        ? words(application)
        : "failed with " + root.getClass().getSimpleName() + ": " + root.getMessage();
  }

  /** An application failure whose type is a Java class: an exception that nobody caught. */
  private static Optional<ApplicationFailure> codeException(Throwable failure) {
    Optional<ApplicationFailure> found = Optional.empty();
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof ApplicationFailure application && application.getType().contains(".")) {
        found = Optional.of(application);
      }
    }
    return found;
  }

  private static String words(ApplicationFailure thrown, Strategy strategy) {
    String type = thrown.getType();
    String line = firstLine(thrown.getStackTrace(), strategy).map(at -> ", at " + at).orElse("");
    return "threw %s: %s%s"
        .formatted(
            type.substring(type.lastIndexOf('.') + 1),
            String.valueOf(thrown.getOriginalMessage()).replaceAll("[.]$", ""),
            line);
  }

  private static Optional<String> firstLine(StackTraceElement[] stack, Strategy strategy) {
    Set<String> packages =
        strategy.workflows().stream().map(Class::getPackageName).collect(Collectors.toSet());
    return Arrays.stream(stack)
        .filter(frame -> packages.contains(packageOf(frame.getClassName())))
        .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
        .findFirst();
  }

  private static String packageOf(String className) {
    return className.substring(0, Math.max(0, className.lastIndexOf('.')));
  }

  /** Where the thread is that runs workflow code now; one that works goes before one that waits. */
  private static String lineOfRunningWorkflow(Strategy strategy) {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(entry -> !isTest(entry.getValue()))
        .filter(entry -> firstLine(entry.getValue(), strategy).isPresent())
        .min(
            (one, other) ->
                Boolean.compare(
                    one.getKey().getState() != Thread.State.RUNNABLE,
                    other.getKey().getState() != Thread.State.RUNNABLE))
        .flatMap(entry -> firstLine(entry.getValue(), strategy))
        .orElse("a line that is not yours");
  }

  /**
   * Whether a thread is burning in the strategy's code. A workflow that calls one activity after
   * another works there for a moment now and then; an endless loop, whenever one looks.
   */
  public static boolean isBurning(Strategy strategy) {
    return !Soon.await(() -> !isWorking(strategy));
  }

  /** A test is in the package of the workflow that it tests. */
  private static boolean isTest(StackTraceElement[] stack) {
    return Arrays.stream(stack).anyMatch(frame -> frame.getClassName().startsWith("org.junit."));
  }

  private static boolean isWorking(Strategy strategy) {
    return Thread.getAllStackTraces().entrySet().stream()
        .anyMatch(
            entry ->
                entry.getKey().getState() == Thread.State.RUNNABLE
                    && firstLine(entry.getValue(), strategy).isPresent()
                    && !isTest(entry.getValue()));
  }
}
