package ticketing.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderVerdictTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # result        | tickets           | right | what is wrong
          TICKET-1        | TICKET-1          | true  |
          REJECTED        |                   | true  |
          CANCELLED       | TICKET-1          | false |
          OUTCOME_UNKNOWN |                   | false |
          TERMINATED      |                   | false |
          TICKET-1        | TICKET-1 TICKET-2 | false | The seat was sold twice.
          FAILED          | T-1 T-2 T-3       | false | The seat was sold 3 times.
          TICKET-2        | TICKET-1          | false | returned TICKET-2, but the order has TICKET-1.
          TICKET-1        |                   | false | returned TICKET-1, but the order has no ticket.
          REJECTED        | TICKET-1          | false | "rejected", but the order has TICKET-1.
          FAILED          | TICKET-1          | false | does not learn whether there is a ticket; the order has TICKET-1.
          CODE_THREW      | TICKET-1          | false | The workflow came to this.
          STUCK           |                   | false | Does it wait for something that never happens
          """)
  void each_broken_invariant_is_reported(
      String result, String tickets, boolean right, String wrong) {
    OrderVerdict verdict =
        new OrderVerdict(
            result.startsWith("TICKET")
                ? WorkflowResult.returned(result)
                : new WorkflowResult(WorkflowResult.Kind.valueOf(result), null, "came to this"),
            tickets == null ? List.of() : List.of(tickets.split(" ")));

    assertThat(verdict.isRight()).isEqualTo(right);
    if (wrong == null) {
      assertThat(verdict.violation()).isEmpty();
    } else {
      assertThat(verdict.violation().orElseThrow()).contains(wrong);
    }
  }
}
