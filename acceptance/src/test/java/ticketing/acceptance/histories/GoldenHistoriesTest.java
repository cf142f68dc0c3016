package ticketing.acceptance.histories;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.common.WorkflowExecutionHistory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A solution that does not replay its golden histories was changed so that an order in flight could
 * not go on. If that is meant, record them again: run this test with {@code -Drecord}.
 */
@Tag("material")
class GoldenHistoriesTest {
  private static final boolean RECORD = Boolean.getBoolean("record");

  static List<GoldenHistories> all() {
    return GoldenHistories.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void the_code_replays_its_golden_histories(GoldenHistories golden) throws Exception {
    if (RECORD) {
      golden.record();
    }
    Map<String, WorkflowExecutionHistory> histories = golden.read();

    assertThat(histories.keySet())
        .extracting(file -> file.replaceAll("\\.\\d+\\.json", ""))
        .containsOnly(golden.schedules().toArray(String[]::new));
    assertThat(GoldenHistories.differences(histories, golden.strategyUnderTest().strategy())).isEmpty();
  }
}
