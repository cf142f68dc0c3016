package ticketing.runner.run.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.failure.v1.Failure;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class EncryptionCodecTest {
  private static final String OLD = EncryptionKeys.newKey("old");
  private static final String NEW = EncryptionKeys.newKey("new");
  private static final Payload PLAIN =
      Payload.newBuilder()
          .putMetadata("encoding", ByteString.copyFromUtf8("json/plain"))
          .setData(ByteString.copyFromUtf8("\"order-1\""))
          .build();

  private final EncryptionCodec old = codec(OLD);

  private static EncryptionCodec codec(String keys) {
    return new EncryptionCodec(EncryptionKeys.parse(keys));
  }

  private static Payload encrypt(EncryptionCodec codec) {
    return codec.encode(List.of(PLAIN)).get(0);
  }

  private static Payload decrypt(EncryptionCodec codec, Payload payload) {
    return codec.decode(List.of(payload)).get(0);
  }

  @Test
  void data_and_metadata_are_encrypted_and_decrypted() {
    Payload encrypted = encrypt(old);
    assertThat(EncryptionCodec.metadata(encrypted, "encoding")).isEqualTo("binary/encrypted");
    assertThat(EncryptionCodec.metadata(encrypted, EncryptionCodec.KEY_ID)).isEqualTo("old");
    assertThat(encrypted.toByteString().toStringUtf8())
        .doesNotContain("order-1")
        .doesNotContain("json/plain");
    assertThat(decrypt(old, encrypted)).isEqualTo(PLAIN);
  }

  @Test
  void the_same_payload_encrypts_differently_each_time() {
    assertThat(encrypt(old).getData()).isNotEqualTo(encrypt(old).getData());
  }

  @Test
  void plain_payloads_stay_unchanged() {
    assertThat(decrypt(old, PLAIN)).isEqualTo(PLAIN);
    assertThat(encrypt(new EncryptionCodec(EncryptionKeys.NONE))).isEqualTo(PLAIN);
  }

  @Test
  void after_a_key_rotation_both_keys_decrypt() {
    EncryptionCodec both = codec(NEW + "," + OLD);
    assertThat(decrypt(both, encrypt(old))).isEqualTo(PLAIN);
    Payload encrypted = encrypt(both);
    assertThat(EncryptionCodec.metadata(encrypted, EncryptionCodec.KEY_ID)).isEqualTo("new");
    assertThat(decrypt(codec(NEW), encrypted)).isEqualTo(PLAIN);
    unreadable(old, encrypted, "key \"new\", which is not in WORKSHOP_ENCRYPTION_KEY");
  }

  @Test
  void another_key_of_the_same_id_is_reported() {
    unreadable(codec(EncryptionKeys.newKey("old")), encrypt(old), "another key \"old\"");
  }

  @Test
  void every_changed_byte_is_detected() {
    Payload encrypted = encrypt(old);
    byte[] data = encrypted.getData().toByteArray();
    for (int i = 0; i < data.length; i++) {
      byte[] changed = data.clone();
      changed[i] ^= 1;
      Payload forged = encrypted.toBuilder().setData(ByteString.copyFrom(changed)).build();
      unreadable(old, forged, "was changed since");
    }
  }

  @Test
  void every_truncation_is_detected() {
    Payload encrypted = encrypt(old);
    for (int length = 0; length < encrypted.getData().size(); length++) {
      Payload cut = encrypted.toBuilder().setData(encrypted.getData().substring(0, length)).build();
      unreadable(old, cut, "was changed since");
    }
  }

  @Test
  void the_key_id_is_authenticated() {
    EncryptionCodec sameKeyTwice = codec(OLD + "," + OLD.replaceFirst("old", "alias"));
    Payload forged =
        encrypt(old).toBuilder()
            .putMetadata(EncryptionCodec.KEY_ID, ByteString.copyFromUtf8("alias"))
            .build();
    unreadable(sameKeyTwice, forged, "was changed since");
  }

  private static void unreadable(EncryptionCodec codec, Payload payload, String expected) {
    assertThatThrownBy(() -> decrypt(codec, payload))
        .isInstanceOf(DecryptionException.class)
        .hasMessageContaining(expected)
        .hasMessageContaining("Set this variable to the same value in every terminal");
  }

  @Test
  void a_listener_gets_decryption_errors() {
    List<String> heard = new ArrayList<>();
    EncryptionCodec without =
        new EncryptionCodec(EncryptionKeys.NONE, (id, error) -> heard.add(error.getMessage()));
    unreadable(without, encrypt(old), "key \"old\"");
    assertThat(heard).hasSize(1);
  }

  @Test
  void failure_messages_and_stack_traces_are_encrypted() {
    DataConverter converter = old.wrap(DefaultDataConverter.newDefaultInstance());
    Failure failure =
        converter.exceptionToFailure(
            ApplicationFailure.newFailureWithCause(
                "secret message", "Ambiguous", new IllegalStateException("secret cause")));
    assertThat(failure.toString())
        .contains("Ambiguous")
        .doesNotContain("secret")
        .doesNotContain("messages_and_traces");
    assertThat(converter.failureToException(failure))
        .isInstanceOf(ApplicationFailure.class)
        .hasMessageContaining("secret message")
        .cause()
        .hasMessageContaining("secret cause");
  }
}
