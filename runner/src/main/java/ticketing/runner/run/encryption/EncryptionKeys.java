package ticketing.runner.run.encryption;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.UsageException;
import ticketing.worker.EncryptionGuard;

/**
 * The keys of a process, each with its ID. The first encrypts, all decrypt: to rotate keys, put the
 * new one first and keep the old one as long as orders need it.
 */
public final class EncryptionKeys {
  /** The environment variable: {@code id:base64}, with commas between several. */
  public static final String VARIABLE = EncryptionGuard.KEY_VARIABLE;

  /** No key: nothing is encrypted, and nothing can be decrypted. */
  public static final EncryptionKeys NONE = new EncryptionKeys(Map.of());

  private static final int BYTES = 32;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final String MAKE_ONE = " Make a key with: ./workshop codec --new-key";

  private final Map<String, SecretKey> keys;

  private EncryptionKeys(Map<String, SecretKey> keys) {
    this.keys = keys;
  }

  /**
   * Reads the keys of the environment.
   *
   * @throws UsageException if they are malformed
   */
  public static EncryptionKeys of(CommandContext context) {
    return parse(context.variable(VARIABLE));
  }

  /**
   * Reads the variable's value; if it is null or blank there is no key.
   *
   * @throws UsageException if it is malformed; the message never quotes a key
   */
  public static EncryptionKeys parse(String value) {
    if (value == null || value.isBlank()) {
      return NONE;
    }
    Map<String, SecretKey> keys = new LinkedHashMap<>();
    String[] parts = value.split(",", -1);
    for (int i = 0; i < parts.length; i++) {
      String which = VARIABLE + (parts.length == 1 ? "" : ", key " + (i + 1) + ",");
      String[] idAndKey = parts[i].strip().split(":", 2);
      if (idAndKey.length != 2 || !ID.matcher(idAndKey[0]).matches()) {
        throw new UsageException(
            which
                + " is not id:base64 with an ID of letters, digits, dots, hyphens and underscores."
                + MAKE_ONE);
      }
      if (keys.put(idAndKey[0], key(which, idAndKey[1])) != null) {
        throw new UsageException(
            VARIABLE + " has two keys \"" + idAndKey[0] + "\". Give each its own ID.");
      }
    }
    return new EncryptionKeys(keys);
  }

  private static SecretKey key(String which, String base64) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      // Without the cause, which quotes a part of the key.
      throw new UsageException(which + " has a key that is not Base64." + MAKE_ONE);
    }
    if (bytes.length != BYTES) {
      throw new UsageException(
          "%s has a key of %d bytes; AES-256 needs %d.%s"
              .formatted(which, bytes.length, BYTES, MAKE_ONE));
    }
    return new SecretKeySpec(bytes, "AES");
  }

  /** A new random key with this ID, in the form of the variable. */
  static String fresh(String id) {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return id + ":" + Base64.getEncoder().encodeToString(bytes);
  }

  /** Whether there is no key. */
  public boolean isEmpty() {
    return keys.isEmpty();
  }

  /** The ID of the key that encrypts; there is one unless this {@link #isEmpty}. */
  String first() {
    return keys.keySet().iterator().next();
  }

  /** The key of this ID, if it is there. */
  Optional<SecretKey> find(String id) {
    return Optional.ofNullable(keys.get(id));
  }
}
