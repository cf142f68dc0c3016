package ticketing.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.payload.codec.PayloadCodecException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class DecodingErrorsTest {
  @Test
  void a_codec_error_is_found_among_the_causes() {
    PayloadCodecException cause = new PayloadCodecException("set the key", new Exception("tag"));
    assertThat(DecodingErrors.reason(new IllegalStateException(cause))).hasValue("set the key");
  }

  @Test
  void without_a_codec_the_commands_with_one_are_named() {
    Payload encrypted =
        Payload.newBuilder()
            .putMetadata("encoding", ByteString.copyFromUtf8("binary/encrypted"))
            .setData(ByteString.copyFromUtf8("CIPHERTEXT"))
            .build();
    Throwable failure =
        catchThrowable(
            () ->
                DefaultDataConverter.newDefaultInstance()
                    .fromPayload(encrypted, String.class, String.class));
    assertThat(DecodingErrors.reason(new RuntimeException(failure)).orElseThrow())
        .contains("binary/encrypted")
        .contains("./workshop worker")
        .contains("WORKSHOP_ENCRYPTION_KEY")
        .doesNotContain("CIPHERTEXT")
        .hasLineCount(1);
  }

  @Test
  void another_failure_is_no_decoding_error() {
    assertThat(DecodingErrors.reason(new IllegalStateException("no answer"))).isEmpty();
  }
}
