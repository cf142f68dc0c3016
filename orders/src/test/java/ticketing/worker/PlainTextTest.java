package ticketing.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class PlainTextTest {
  @Test
  void without_a_key_nothing_is_refused() {
    assertThat(PlainText.refusal("./workshop worker 03", null)).isEmpty();
    assertThat(PlainText.refusal("./workshop worker 03", " ")).isEmpty();
  }

  @Test
  void with_a_key_it_sends_to_the_command_that_encrypts_and_keeps_the_key_to_itself() {
    assertThat(PlainText.refusal("./workshop worker 03", "k:secret").orElseThrow())
        .contains("WORKSHOP_ENCRYPTION_KEY")
        .contains("./workshop worker 03")
        .doesNotContain("secret");
  }
}
