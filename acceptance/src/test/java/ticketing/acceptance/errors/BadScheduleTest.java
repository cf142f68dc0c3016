package ticketing.acceptance.errors;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fault schedules that can be read, and cannot happen to the strategy. */
@Tag("material")
class BadScheduleTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          prove 03 --solution --schedule fresh,stale | cannot happen to 03
          prove key --schedule ok,ok                 | never reached
          """)
  void a_schedule_that_cannot_happen_is_refused(String command, String fix) {
    new WrongCommand().isExplained(command, fix, "");
  }
}
