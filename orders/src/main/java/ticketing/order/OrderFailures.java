package ticketing.order;

import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;
import java.util.Optional;

/**
 * The types of {@link ApplicationFailure} that orders know, and how to tell them apart. The types
 * travel with the failure, through activities and child workflows.
 */
public final class OrderFailures {
  /** Refused for good: there is no ticket and there will be none. Non-retryable. */
  public static final String REJECTED = "Rejected";

  /** The call had no effect, for its token had expired. Fetch a new one. Non-retryable as it is. */
  public static final String NOT_SENT = "NotSent";

  /** A create whose outcome is unknown: the ticket may exist, may appear, may never exist. */
  public static final String AMBIGUOUS = "Ambiguous";

  /** A call that only reads got no answer. It can be made again. */
  public static final String UNAVAILABLE = "Unavailable";

  /** How an order ends that nobody but a person can settle. Non-retryable. */
  public static final String OUTCOME_UNKNOWN = "OutcomeUnknown";

  private OrderFailures() {}

  /** Whether the ticket system refused for good. Look no further: it is {@link #REJECTED}. */
  public static boolean isRejected(TemporalFailure failure) {
    return find(failure, REJECTED).isPresent();
  }

  /** Whether the call had no effect, and a new token is what it needs: {@link #NOT_SENT}. */
  public static boolean isNotSent(TemporalFailure failure) {
    return find(failure, NOT_SENT).isPresent();
  }

  /**
   * The rejection inside a failure, to be thrown in its stead. Whoever rethrows the failure as it
   * is hides the rejection one level down, where a workflow's retry policy does not look.
   *
   * @throws IllegalArgumentException if it is none, see {@link #isRejected}
   */
  public static ApplicationFailure rejection(TemporalFailure failure) {
    ApplicationFailure found =
        find(failure, REJECTED)
            .orElseThrow(() -> new IllegalArgumentException("No rejection", failure));
    return ApplicationFailure.newNonRetryableFailure(found.getOriginalMessage(), REJECTED);
  }

  /** The failure to end an order with whose outcome nobody but a person can settle. */
  public static ApplicationFailure outcomeUnknown(String orderId) {
    return ApplicationFailure.newNonRetryableFailure(
        "It is unknown whether " + orderId + " has a ticket. Look into the ledger.",
        OUTCOME_UNKNOWN);
  }

  /** What a failure comes from: the last of its chain of causes. */
  public static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /** The first failure of this type in a chain of causes. */
  public static Optional<ApplicationFailure> find(Throwable failure, String type) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof ApplicationFailure application && type.equals(application.getType())) {
        return Optional.of(application);
      }
    }
    return Optional.empty();
  }
}
