package ticketing.runner.run.encryption;

import io.temporal.payload.codec.PayloadCodecException;

/** A payload cannot be decrypted. The message says why and how to fix it. */
public final class DecryptionException extends PayloadCodecException {
  private static final long serialVersionUID = 1L;

  DecryptionException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * The same in a workflow's thread. It is an error because workflow code may catch the exceptions
   * of a call, take this one for a failed create, and create again. An error fails the workflow
   * task, and the order waits for a worker that has the key.
   */
  static final class InWorkflow extends Error {
    private static final long serialVersionUID = 1L;

    InWorkflow(DecryptionException cause) {
      super(cause.getMessage(), cause);
    }
  }
}
