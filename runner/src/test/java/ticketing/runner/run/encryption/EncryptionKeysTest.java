package ticketing.runner.run.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ticketing.runner.util.UsageException;

@Timeout(10)
class EncryptionKeysTest {
  private static final String SECRET = Base64.getEncoder().encodeToString(new byte[32]);

  @ParameterizedTest
  @ValueSource(strings = {"", "  "})
  void an_unset_variable_means_no_key(String value) {
    assertThat(EncryptionKeys.parse(value).isEmpty()).isTrue();
  }

  @Test
  void the_first_key_encrypts() {
    EncryptionKeys keys =
        EncryptionKeys.parse(EncryptionKeys.newKey("new") + " , " + EncryptionKeys.newKey("old"));
    assertThat(keys.first()).isEqualTo("new");
    assertThat(keys.find("old")).isPresent();
    assertThat(keys.find("other")).isEmpty();
  }

  @Test
  void two_new_keys_differ() {
    assertThat(EncryptionKeys.newKey("k")).isNotEqualTo(EncryptionKeys.newKey("k"));
  }

  @Test
  void an_invalid_key_has_a_fix_and_stays_secret() {
    wrong(SECRET, "KEY must have the form id:base64");
    wrong(":" + SECRET, "KEY must have the form id:base64");
    wrong("a key:" + SECRET, "KEY must have the form id:base64");
    wrong("k:" + SECRET.replace("A", "?"), "the key is 32 bytes in Base64");
    wrong("k:QUJD", "the key is 32 bytes in Base64");
    wrong("k:", "KEY must have the form id:base64");
    wrong("one:" + SECRET + ",", "key 2, must have the form id:base64");
    wrong("one:" + SECRET + ",two:" + SECRET.substring(4), "key 2, must have the form id:base64");
    wrong("k:AAAA" + SECRET, "the key is 32 bytes in Base64");
  }

  private static void wrong(String value, String expected) {
    assertThatThrownBy(() -> EncryptionKeys.parse(value))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("WORKSHOP_ENCRYPTION_KEY")
        .hasMessageContaining(expected)
        .hasMessageContaining("./workshop codec --new-key")
        .hasMessageNotContaining("AAAA")
        .hasNoCause();
  }

  @Test
  void two_keys_of_one_id_are_refused() {
    assertThatThrownBy(() -> EncryptionKeys.parse("k:" + SECRET + ",k:" + SECRET))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("two keys \"k\"");
  }
}
