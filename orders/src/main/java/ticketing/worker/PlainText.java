package ticketing.worker;

import java.util.Optional;

/**
 * The mains of a stage have no codec: what they send to Temporal is plain text. Where somebody has
 * set a key they must not, and send to the command that encrypts.
 */
public final class PlainText {
  /** The environment variable for the keys of those commands. */
  public static final String KEY_VARIABLE = "WORKSHOP_ENCRYPTION_KEY";

  private PlainText() {}

  /** What to tell somebody who has set a key, if that is so. */
  static Optional<String> refusal(String command) {
    return refusal(command, System.getenv(KEY_VARIABLE));
  }

  static Optional<String> refusal(String command, String key) {
    return key == null || key.isBlank()
        ? Optional.empty()
        : Optional.of(
            "%s is set, and this program does not encrypt. Use %s, or unset the variable."
                .formatted(KEY_VARIABLE, command));
  }
}
