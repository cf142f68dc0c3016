package ticketing.runner.run.encryption;

import io.temporal.payload.codec.PayloadCodecException;

/** A payload that this process cannot decrypt. The message is a sentence that names the fix. */
public final class Undecodable extends PayloadCodecException {
  private static final long serialVersionUID = 1L;

  Undecodable(String message) {
    super(message);
  }

  Undecodable(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * The same inside a workflow's code, which may well catch every exception of a call and go on as
   * if the call had failed: it would create again what has been created. An error passes such code
   * by; it fails the workflow task, and so the order waits for a worker that has the key.
   */
  static final class InWorkflow extends Error {
    private static final long serialVersionUID = 1L;

    InWorkflow(Undecodable cause) {
      super(cause.getMessage(), cause);
    }
  }
}
