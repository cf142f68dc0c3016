package ticketing.runner.run.encryption;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.UsageException;
import ticketing.worker.DecodingErrors;

/**
 * The keys of a process, each with its ID. The first encrypts, all decrypt: to rotate keys, put the
 * new one first and keep the old one as long as orders need it.
 */
public final class EncryptionKeys {
  /** The environment variable: {@code id:base64}, with commas between several. */
  public static final String VARIABLE = DecodingErrors.KEY_VARIABLE;

  /** No key: nothing is encrypted, and nothing can be decrypted. */
  public static final EncryptionKeys NONE = new EncryptionKeys(Map.of());

  private static final int BYTES = 32;

  /** 43 digits of Base64 are 32 bytes. */
  private static final Pattern ID_AND_KEY =
      Pattern.compile("([A-Za-z0-9._-]{1,64}):([A-Za-z0-9+/]{43}=?)");

  private final Map<String, SecretKey> keys;

  private EncryptionKeys(Map<String, SecretKey> keys) {
    this.keys = keys;
  }

  /** Reads the keys of the environment. */
  public static EncryptionKeys of(CommandContext context) {
    return parse(context.variable(VARIABLE));
  }

  /** Reads the variable's value. The message of an error never quotes a key. */
  public static EncryptionKeys parse(String value) {
    if (value.isBlank()) {
      return NONE;
    }
    Map<String, SecretKey> keys = new LinkedHashMap<>();
    String[] parts = value.split(",", -1);
    for (int i = 0; i < parts.length; i++) {
      Matcher part = ID_AND_KEY.matcher(parts[i].strip());
      if (!part.matches()) {
        throw new UsageException(
            "%s%s must have the form id:base64. The ID consists of letters, digits, dots, hyphens and underscores; the key is %d bytes in Base64. Make a key with: ./workshop codec --new-key",
            VARIABLE, parts.length == 1 ? "" : ", key " + (i + 1) + ",", BYTES);
      }
      byte[] key = Base64.getDecoder().decode(part.group(2));
      if (keys.put(part.group(1), new SecretKeySpec(key, "AES")) != null) {
        throw new UsageException(
            "%s has two keys \"%s\". Give each its own ID.", VARIABLE, part.group(1));
      }
    }
    return new EncryptionKeys(keys);
  }

  /** Returns a new random key with this ID, in the form of the variable. */
  static String newKey(String id) {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return id + ":" + Base64.getEncoder().encodeToString(bytes);
  }

  boolean isEmpty() {
    return keys.isEmpty();
  }

  /** Returns the ID of the key that encrypts. */
  String first() {
    return keys.keySet().iterator().next();
  }

  Optional<SecretKey> find(String id) {
    return Optional.ofNullable(keys.get(id));
  }
}
