package ticketing.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class LocalPortTest {
  @Test
  void the_port_is_the_variables_or_7233() throws Exception {
    assertThat(LocalPort.chosen(Map.of())).isEqualTo(7233);
    assertThat(LocalPort.chosen(Map.of("WORKSHOP_PORT", " "))).isEqualTo(7233);
    assertThat(LocalPort.chosen(Map.of("WORKSHOP_PORT", " 7234 "))).isEqualTo(7234);
  }

  @ParameterizedTest
  @ValueSource(strings = {"seven", "72.33", "-1", "0", "65536", "7233000000000"})
  void an_invalid_port_names_the_variable_and_the_fix(String text) {
    assertThatExceptionOfType(TemporalConnection.Unreachable.class)
        .isThrownBy(() -> LocalPort.chosen(Map.of("WORKSHOP_PORT", text)))
        .withMessage(
            "WORKSHOP_PORT is \"%s\". Set it to a number from 1 to 65535, or unset it.", text);
  }
}
