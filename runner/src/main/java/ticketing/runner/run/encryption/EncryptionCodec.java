package ticketing.runner.run.encryption;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.CodecDataConverter;
import io.temporal.common.converter.DataConverter;
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
 * Encrypts each payload and its metadata with AES-256-GCM. Temporal stores the ciphertext and the
 * key's ID; a change of either makes decryption fail.
 *
 * <p>The data is a random nonce of 96 bits, then the ciphertext with its tag of 128 bits. Encrypt
 * at most 2^32 payloads with one key (NIST SP 800-38D, 8.3: random nonces).
 *
 * <p>A payload that is not encrypted is left as it is, so that orders continue that were open when
 * the key was introduced. Encryption does not prove who wrote a payload.
 *
 * @param keys of which the first encrypts, if there is one
 * @param listener gets each error, with the workflow's ID
 * @param workflowId whose payloads it codes
 */
public record EncryptionCodec(
    EncryptionKeys keys, BiConsumer<String, DecryptionException> listener, String workflowId)
    implements PayloadCodec {
  /** The metadata entry with the key's ID, named as in Temporal's samples. */
  public static final String KEY_ID = "encryption-key-id";

  private static final String CIPHER_NAME = "encryption-cipher";
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final String ENCRYPTED = "binary/encrypted";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Creates a codec without a listener. */
  public EncryptionCodec(EncryptionKeys keys) {
    this(keys, (workflowId, error) -> {});
  }

  EncryptionCodec(EncryptionKeys keys, BiConsumer<String, DecryptionException> listener) {
    this(keys, listener, "?");
  }

  /** Returns a converter that encrypts what this one makes, failures with their traces included. */
  public DataConverter wrap(DataConverter converter) {
    return new CodecDataConverter(converter, List.of(this), !keys.isEmpty());
  }

  @Override
  public PayloadCodec withContext(SerializationContext context) {
    return context instanceof HasWorkflowSerializationContext ofWorkflow
        ? new EncryptionCodec(keys, listener, ofWorkflow.getWorkflowId())
        : this;
  }

  /** Returns an entry of a payload's metadata, empty if it is not there. */
  public static String metadata(Payload payload, String name) {
    return payload.getMetadataOrDefault(name, ByteString.EMPTY).toStringUtf8();
  }

  @Override
  public List<Payload> encode(List<Payload> payloads) {
    return keys.isEmpty() ? payloads : payloads.stream().map(this::encrypt).toList();
  }

  /** Decrypts those that are encrypted; throws {@link DecryptionException} if it cannot. */
  @Override
  public List<Payload> decode(List<Payload> payloads) {
    try {
      return payloads.stream().map(this::decrypt).toList();
    } catch (DecryptionException e) {
      listener.accept(workflowId, e);
      if (WorkflowUnsafe.isWorkflowThread()) {
        throw new DecryptionException.InWorkflow(e);
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
    if (!metadata(payload, EncodingKeys.METADATA_ENCODING_KEY).equals(ENCRYPTED)) {
      return payload;
    }
    String id = metadata(payload, KEY_ID);
    SecretKey key =
        keys.find(id).orElseThrow(() -> undecryptable(id, "key \"%s\", which is not in %s", null));
    ByteString data = payload.getData();
    try {
      // The JDK's cipher does not report every short input as a wrong tag.
      if (data.size() < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
        throw new AEADBadTagException("Only " + data.size() + " bytes");
      }
      byte[] nonce = data.substring(0, NONCE_BYTES).toByteArray();
      byte[] encrypted = data.substring(NONCE_BYTES).toByteArray();
      return Payload.parseFrom(cipher(Cipher.DECRYPT_MODE, id, key, nonce).doFinal(encrypted));
    } catch (GeneralSecurityException | InvalidProtocolBufferException e) {
      throw undecryptable(id, "another key \"%s\" than the one in %s, or was changed since", e);
    }
  }

  private static DecryptionException undecryptable(String id, String how, Exception cause) {
    return new DecryptionException(
        "It is encrypted with %s. Set this variable to the same value in every terminal; see setup.md."
            .formatted(how.formatted(id, EncryptionKeys.VARIABLE)),
        cause);
  }

  /** Authenticates the metadata beside the ciphertext, too. */
  private static Cipher cipher(int mode, String id, SecretKey key, byte[] nonce)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(String.join("\n", ENCRYPTED, CIPHER, id).getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
