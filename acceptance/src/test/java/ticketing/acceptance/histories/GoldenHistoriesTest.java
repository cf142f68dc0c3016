package ticketing.acceptance.histories;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.common.WorkflowExecutionHistory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ticketing.acceptance.support.RecordMode;

/**
 * Replays the golden histories. A failure means that the change would block orders in flight. If
 * the change is intended, record the histories again with {@code -Drecord}.
 */
@Tag("material")
class GoldenHistoriesTest {
  static List<GoldenHistories> all() {
    return GoldenHistories.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void the_code_replays_its_golden_histories(GoldenHistories golden) throws Exception {
    if (RecordMode.wants(golden.name())) {
      golden.record();
    }
    Map<String, WorkflowExecutionHistory> histories = golden.read();

    assertThat(histories.keySet())
        .extracting(file -> file.replaceAll("\\.\\d+\\.json", ""))
        .containsOnly(golden.schedules().toArray(String[]::new));
    assertThat(GoldenHistories.differences(histories, golden.strategyUnderTest().strategy()))
        .isEmpty();
  }
}
