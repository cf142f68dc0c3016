package ticketing.worker;

import io.temporal.api.failure.v1.Failure;
import io.temporal.client.WorkflowClient;
import io.temporal.common.converter.DataConverterException;
import io.temporal.failure.ApplicationFailure;
import io.temporal.payload.codec.PayloadCodecException;
import java.util.Optional;

/** What is there and cannot be decoded, such as something encrypted without the key. */
public final class DecodingErrors {
  private DecodingErrors() {}

  /** Why something cannot be decoded, in a sentence that names the fix, if that is the failure. */
  public static Optional<String> reason(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof PayloadCodecException) {
        return Optional.of(at.getMessage());
      }
      if (at instanceof DataConverterException) {
        // Behind the comma stands all that was to be parsed.
        return Optional.of(
            "%s. If it is encrypted, ./workshop worker and ./workshop order read it with the key in %s."
                .formatted(at.getMessage().split(",", 2)[0], EncryptionGuard.KEY_VARIABLE));
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
    } catch (PayloadCodecException | DataConverterException e) {
      return "an unreadable failure. " + reason(e).orElseThrow();
    }
  }
}
