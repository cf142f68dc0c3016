package ticketing.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The port of the embedded server, as the environment names it. */
@Timeout(10)
class LocalPortTest {
  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " "})
  void unless_a_port_is_named_it_is_temporals_usual_one(String named) throws Exception {
    assertThat(LocalPort.of(named)).isEqualTo(7233);
  }

  @Test
  void a_port_that_is_named_is_taken() throws Exception {
    assertThat(LocalPort.of(" 7234 ")).isEqualTo(7234);
  }

  @ParameterizedTest
  @ValueSource(strings = {"seven", "72.33", "-1", "0", "65536", "7233000000000"})
  void what_is_no_port_is_refused_with_the_variable_and_the_fix(String named) {
    assertThatExceptionOfType(TemporalConnection.Unreachable.class)
        .isThrownBy(() -> LocalPort.of(named))
        .withMessage("WORKSHOP_PORT is a port from 1 to 65535, not \"" + named + "\".");
  }
}
