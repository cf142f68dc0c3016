package ticketing.runner.run.encryption;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.EncodingKeys;
import io.temporal.payload.codec.PayloadCodec;
import io.temporal.payload.context.HasWorkflowSerializationContext;
import io.temporal.payload.context.SerializationContext;
import io.temporal.workflow.unsafe.WorkflowUnsafe;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.BiConsumer;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Encrypts each payload, its metadata included, with AES-256-GCM: what Temporal stores tells no
 * more than that it is encrypted, and with which key. Whoever changes it, or the key's ID beside
 * it, makes it unreadable.
 *
 * <p>A payload's data is a random nonce of 96 bits, then the ciphertext with its tag of 128 bits.
 * At most 2^32 payloads should be encrypted with one key, for the nonces are random (NIST SP
 * 800-38D, 8.3).
 *
 * <p>A payload that is not encrypted is left as it is, so that orders go on that were in flight
 * when the key was introduced. Encryption hides; it does not prove who wrote.
 */
public final class EncryptionCodec implements PayloadCodec {
  /** The metadata entry with the ID of the key, as Temporal's samples have it. */
  public static final String KEY_ID = "encryption-key-id";

  private static final String CIPHER_NAME = "encryption-cipher";
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final String ENCRYPTED = "binary/encrypted";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final EncryptionKeys keys;
  private final BiConsumer<String, Undecodable> listener;
  private final String workflowId;

  /** With these keys; without one it encrypts nothing, and says so of what is encrypted. */
  public EncryptionCodec(EncryptionKeys keys) {
    this(keys, (workflowId, undecodable) -> {});
  }

  /** The same, and a listener hears of each payload that cannot be decrypted, with its workflow. */
  public EncryptionCodec(EncryptionKeys keys, BiConsumer<String, Undecodable> listener) {
    this(keys, listener, "?");
  }

  private EncryptionCodec(
      EncryptionKeys keys, BiConsumer<String, Undecodable> listener, String workflowId) {
    this.keys = keys;
    this.listener = listener;
    this.workflowId = workflowId;
  }

  @Override
  public PayloadCodec withContext(SerializationContext context) {
    return context instanceof HasWorkflowSerializationContext ofWorkflow
        ? new EncryptionCodec(keys, listener, ofWorkflow.getWorkflowId())
        : this;
  }

  /** Whether the payload is encrypted. */
  public static boolean isEncrypted(Payload payload) {
    return ENCRYPTED.equals(metadata(payload, EncodingKeys.METADATA_ENCODING_KEY));
  }

  /** An entry of a payload's metadata, empty if it is not there. */
  public static String metadata(Payload payload, String name) {
    return payload.getMetadataOrDefault(name, ByteString.EMPTY).toStringUtf8();
  }

  @Override
  public List<Payload> encode(List<Payload> payloads) {
    return keys.isEmpty() ? payloads : payloads.stream().map(this::encrypt).toList();
  }

  /**
   * Decrypts those that are encrypted.
   *
   * @throws Undecodable if there is no key, or not the right one; in a workflow's own thread {@link
   *     Undecodable.InWorkflow}
   */
  @Override
  public List<Payload> decode(List<Payload> payloads) {
    try {
      return payloads.stream()
          .map(payload -> isEncrypted(payload) ? decrypt(payload) : payload)
          .toList();
    } catch (Undecodable e) {
      listener.accept(workflowId, e);
      if (WorkflowUnsafe.isWorkflowThread()) {
        throw new Undecodable.InWorkflow(e);
      }
      throw e;
    }
  }

  private Payload encrypt(Payload payload) {
    String id = keys.first();
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, id, keys.find(id).orElseThrow(), nonce);
      byte[] encrypted = cipher.doFinal(payload.toByteArray());
      return Payload.newBuilder()
          .putMetadata(EncodingKeys.METADATA_ENCODING_KEY, ByteString.copyFromUtf8(ENCRYPTED))
          .putMetadata(CIPHER_NAME, ByteString.copyFromUtf8(CIPHER))
          .putMetadata(KEY_ID, ByteString.copyFromUtf8(id))
          .setData(ByteString.copyFrom(nonce).concat(ByteString.copyFrom(encrypted)))
          .build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has " + CIPHER, e);
    }
  }

  private Payload decrypt(Payload payload) {
    String id = metadata(payload, KEY_ID);
    SecretKey key =
        keys.find(id)
            .orElseThrow(
                () ->
                    new Undecodable(
                        "It is encrypted with key \"%s\", which is not in %s. Set that to id:base64 as"
                                .formatted(id, EncryptionKeys.VARIABLE)
                            + " in the terminal that has encrypted it; see setup.md."));
    ByteString data = payload.getData();
    try {
      if (data.size() < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
        throw new AEADBadTagException("There are " + data.size() + " bytes");
      }
      byte[] nonce = data.substring(0, NONCE_BYTES).toByteArray();
      byte[] encrypted = data.substring(NONCE_BYTES).toByteArray();
      return Payload.parseFrom(cipher(Cipher.DECRYPT_MODE, id, key, nonce).doFinal(encrypted));
    } catch (GeneralSecurityException | InvalidProtocolBufferException e) {
      throw new Undecodable(
          "It is encrypted with another key \"%s\" than the one in %s, or has been changed since."
                  .formatted(id, EncryptionKeys.VARIABLE)
              + " Set that to id:base64 as in the terminal that has encrypted it; see setup.md.",
          e);
    }
  }

  /** What stands beside the ciphertext is authenticated with it. */
  private static Cipher cipher(int mode, String id, SecretKey key, byte[] nonce)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(String.join("\n", ENCRYPTED, CIPHER, id).getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
