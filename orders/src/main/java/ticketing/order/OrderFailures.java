package ticketing.order;

import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;
import java.util.Optional;

/**
 * The types of {@link ApplicationFailure} of an order, and how to tell them apart. A failure keeps
 * its type through activities and child workflows.
 */
public final class OrderFailures {
  /** Rejected permanently: there is no ticket and there will be none. Non-retryable. */
  public static final String REJECTED = "Rejected";

  /** The call had no effect, because its token has expired. Non-retryable. */
  public static final String NOT_SENT = "NotSent";

  /** The outcome of a create call is unknown: the ticket may exist, may appear, may never exist. */
  public static final String AMBIGUOUS = "Ambiguous";

  /** A call that only reads got no answer. */
  public static final String UNAVAILABLE = "Unavailable";

  /** The order ends, and only a person can find out whether it has a ticket. Non-retryable. */
  public static final String OUTCOME_UNKNOWN = "OutcomeUnknown";

  private OrderFailures() {}

  /** Returns whether the failure is, or contains, a {@link #REJECTED}. */
  public static boolean isRejected(TemporalFailure failure) {
    return find(failure, REJECTED).isPresent();
  }

  /** Returns whether the failure is, or contains, a {@link #NOT_SENT}. */
  public static boolean isNotSent(TemporalFailure failure) {
    return find(failure, NOT_SENT).isPresent();
  }

  /** Returns the rejection inside a failure. */
  public static ApplicationFailure rejection(TemporalFailure failure) {
    ApplicationFailure found =
        find(failure, REJECTED)
            .orElseThrow(() -> new IllegalArgumentException("No rejection", failure));
    return ApplicationFailure.newNonRetryableFailure(found.getOriginalMessage(), REJECTED);
  }

  /** Returns the failure to end an order with if only a person can find out its outcome. */
  public static ApplicationFailure outcomeUnknown(String orderId) {
    return ApplicationFailure.newNonRetryableFailure(
        "It is unknown whether " + orderId + " has a ticket. Look into the ledger.",
        OUTCOME_UNKNOWN);
  }

  /** Returns the last of a failure's chain of causes. */
  public static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /** Returns the first failure of this type in a chain of causes. */
  public static Optional<ApplicationFailure> find(Throwable failure, String type) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof ApplicationFailure application && type.equals(application.getType())) {
        return Optional.of(application);
      }
    }
    return Optional.empty();
  }
}
