package ticketing.worker;

import java.util.Map;

/**
 * The mains of a stage have no codec: what they send to Temporal is plain text. Where a key is set
 * they must not run; the command that encrypts must.
 */
public final class EncryptionGuard {
  /** The environment variable for the keys of those commands. */
  public static final String KEY_VARIABLE = "WORKSHOP_ENCRYPTION_KEY";

  private EncryptionGuard() {}

  /**
   * Returns if no key is set.
   *
   * @param command that encrypts
   * @throws IllegalArgumentException if one is; the message names the command
   */
  static void check(Map<String, String> environment, String command) {
    if (!environment.getOrDefault(KEY_VARIABLE, "").isBlank()) {
      throw new IllegalArgumentException(
          "%s is set, and this program does not encrypt. Use %s, or unset the variable."
              .formatted(KEY_VARIABLE, command));
    }
  }
}
