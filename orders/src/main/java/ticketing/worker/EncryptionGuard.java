package ticketing.worker;

import java.util.Map;

/**
 * Keeps the mains of a stage, which have no codec, from sending plain text to Temporal where an
 * encryption key is set.
 */
public final class EncryptionGuard {
  /** The environment variable for the keys of the commands that encrypt. */
  public static final String KEY_VARIABLE = "WORKSHOP_ENCRYPTION_KEY";

  private EncryptionGuard() {}

  /** Returns if no key is set; otherwise throws with a message that names this command to use. */
  static void check(Map<String, String> environment, String command) {
    if (!environment.getOrDefault(KEY_VARIABLE, "").isBlank()) {
      throw new IllegalArgumentException(
          "%s is set, and this program does not encrypt. Use %s, or unset the variable."
              .formatted(KEY_VARIABLE, command));
    }
  }
}
