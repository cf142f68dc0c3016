package ticketing.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** D and L, as the ticket system publishes them. */
@Timeout(10)
class TimingGuaranteesTest {
  private static final Duration NEGATIVE = Duration.ofMillis(-1);

  @Test
  void neither_may_be_negative() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TimingGuarantees(NEGATIVE, Duration.ZERO))
        .withMessageContaining("D = PT-0.001S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TimingGuarantees(Duration.ZERO, NEGATIVE))
        .withMessageContaining("L = PT-0.001S");
  }

  @Test
  void the_published_terms_are_these() {
    assertThat(TimingGuarantees.USUAL)
        .isEqualTo(new TimingGuarantees(Duration.ofSeconds(30), Duration.ofSeconds(20)));
    assertThat(TimingGuarantees.FAST)
        .isEqualTo(new TimingGuarantees(Duration.ofMillis(400), Duration.ofMillis(200)));
  }
}
