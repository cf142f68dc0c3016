package ticketing.worker;

import io.temporal.api.failure.v1.Failure;
import io.temporal.client.WorkflowClient;
import io.temporal.common.converter.DataConverterException;
import io.temporal.failure.ApplicationFailure;
import io.temporal.payload.codec.PayloadCodecException;
import java.util.Optional;

/** Recognizes what cannot be decoded, such as a payload encrypted with a key that is not set. */
public final class DecodingErrors {
  /** The environment variable for the keys of the commands that encrypt. */
  public static final String KEY_VARIABLE = "WORKSHOP_ENCRYPTION_KEY";

  private DecodingErrors() {}

  /** Returns why something cannot be decoded and how to fix it, if that is the failure. */
  public static Optional<String> reason(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof PayloadCodecException) {
        return Optional.of(at.getMessage());
      }
      if (at instanceof DataConverterException) {
        // After the comma comes the whole payload.
        return Optional.of(
            "%s. If it is encrypted, ./workshop worker and ./workshop order read it with the key in %s."
                .formatted(at.getMessage().split(",", 2)[0], KEY_VARIABLE));
      }
    }
    return Optional.empty();
  }

  /** Returns a failure's own message, decoded; or why it cannot be. */
  static String messageOf(Failure failure, WorkflowClient client) {
    try {
      RuntimeException decoded = client.getOptions().getDataConverter().failureToException(failure);
      return decoded instanceof ApplicationFailure application
          ? String.valueOf(application.getOriginalMessage())
          : failure.getMessage();
    } catch (PayloadCodecException | DataConverterException e) {
      return "an unreadable failure. " + reason(e).orElseThrow();
    }
  }
}
