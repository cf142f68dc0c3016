package ticketing.runner.run.encryption;

import io.temporal.payload.codec.PayloadCodecException;

/** A payload cannot be decrypted. The message says why and how to fix it. */
public final class DecryptionException extends PayloadCodecException {
  private static final long serialVersionUID = 1L;

  DecryptionException(String message, Throwable cause) {
    super(message, cause);
  }
}
