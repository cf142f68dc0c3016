package ticketing.order;

import io.temporal.api.failure.v1.Failure;
import io.temporal.client.WorkflowClient;
import io.temporal.failure.ApplicationFailure;
import io.temporal.payload.codec.PayloadCodecException;
import java.util.Optional;

/** What is there and cannot be decoded, for it is encrypted and this process has not the key. */
public final class Unreadable {
  private Unreadable() {}

  /** Why something cannot be decoded, in a sentence that names the fix, if that is the failure. */
  public static Optional<String> reason(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof PayloadCodecException) {
        return Optional.of(at.getMessage());
      }
    }
    return Optional.empty();
  }

  /** A failure's own message, decoded; or why it cannot be. */
  static String messageOf(Failure failure, WorkflowClient client) {
    try {
      RuntimeException decoded = client.getOptions().getDataConverter().failureToException(failure);
      return decoded instanceof ApplicationFailure application
          ? application.getOriginalMessage()
          : failure.getMessage();
    } catch (PayloadCodecException e) {
      return "an unreadable failure. " + e.getMessage();
    }
  }
}
