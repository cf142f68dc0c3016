package ticketing.testkit;

import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowFailedException;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.failure.TerminatedFailure;
import io.temporal.failure.TimeoutFailure;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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

  /**
   * Returns the result of a workflow that has ended.
   *
   * @throws CompletionException if the server has failed
   */
  public static WorkflowResult of(CompletableFuture<String> ended, Strategy strategy) {
    try {
      return returned(ended.join());
    } catch (CompletionException e) {
      if (e.getCause() instanceof WorkflowFailedException failed) {
        return failed(failed, strategy);
      }
      throw e;
    }
  }

  /** Returns the same result; if the run was cancelled, with what its code returned or threw. */
  WorkflowResult of(Optional<Object> codeEnd, Strategy strategy) {
    if (kind != Kind.CANCELLED || codeEnd.isEmpty()) {
      return this;
    }
    return codeEnd.get() instanceof TemporalFailure thrown
        ? codeException(thrown)
            .map(exception -> ended(Kind.CODE_THREW, thrownWords(exception, strategy)))
            .orElse(this)
        : ended(
            kind,
            "%s, but Temporal closed its run as cancelled"
                .formatted(
                    codeEnd.get() == CodeExceptions.CONTINUED_AS_NEW
                        ? "continued as new"
                        : "returned " + codeEnd.get()));
  }

  /** Returns the result of a workflow that will never end. */
  public static WorkflowResult stuck(String words) {
    return ended(Kind.STUCK, words);
  }

  /** Returns the result of a workflow that is still running, with its line. */
  public static WorkflowResult stuck(Strategy strategy, int seconds) {
    return ended(
        Kind.STUCK,
        "was still running after %d s, %s %s"
            .formatted(
                seconds,
                WorkflowThreads.isInEndlessLoop(strategy) ? "in an endless loop at" : "at",
                WorkflowThreads.line(strategy)));
  }

  /** Returns the result of a failed workflow; an exception comes with its line in the strategy. */
  public static WorkflowResult failed(WorkflowFailedException e, Strategy strategy) {
    if (OrderFailures.find(e, WorkflowExecutionAlreadyStarted.class.getName()).isPresent()) {
      return ended(
          Kind.FAILED, "failed, because a child workflow with this ID was already started");
    }
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
    Throwable root = OrderFailures.root(e);
    // Such as a ChildWorkflowFailure: the code that got it has to know which one.
    boolean isWrapped = !(root instanceof ApplicationFailure) && e.getCause() != root;
    String around = isWrapped ? e.getCause().getClass().getSimpleName() + " around " : "";
    return ended(Kind.FAILED, words(root).replaceFirst("^failed with ", "failed with " + around));
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
    String line =
        WorkflowThreads.firstLine(thrown.getStackTrace(), strategy)
            .map(at -> " at " + at)
            .orElse("");
    return "threw %s%s: %s"
        .formatted(
            type.substring(type.lastIndexOf('.') + 1),
            line,
            String.valueOf(thrown.getOriginalMessage()).replaceAll("[.]$", ""));
  }
}
