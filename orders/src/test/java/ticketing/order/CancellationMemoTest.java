package ticketing.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.CanceledFailure;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/** Tests that the memo reports the outcome of a cancelled workflow, which has no result. */
// WrongAnswersTest runs this class in 2 lanes at the same time.
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(20)
class CancellationMemoTest {
  private final SignalDrivenTemporal temporal = new SignalDrivenTemporal();
  private WorkflowStub order;

  @BeforeEach
  void place() {
    order = temporal.place(temporal.newOrder());
  }

  @AfterAll
  void stop() {
    temporal.close();
  }

  @Test
  void a_found_ticket_is_recorded_in_the_memo() {
    order.signal("find", "TICKET-1");
    cancel();

    assertThat(memo()).isEqualTo("TICKET-1");
    assertThat(order.query("outcome", String.class)).isEqualTo("TICKET-1");
  }

  @Test
  void no_ticket_is_recorded_in_the_memo() {
    cancel();

    assertThat(memo()).isEqualTo("no ticket").isEqualTo(CancellationMemo.NO_TICKET);
    assertThat(order.query("outcome", String.class)).isEqualTo("no ticket");
  }

  @Test
  void an_order_that_was_not_cancelled_says_so() {
    assertThat(order.query("outcome", String.class)).isEqualTo("not cancelled");
    order.signal("returnTicket", "TICKET-1");
    order.getResult(String.class);

    assertThat(order.query("outcome", String.class)).isEqualTo("not cancelled");
    assertThat(memo()).isNull();
  }

  private void cancel() {
    order.cancel();
    assertThatExceptionOfType(WorkflowFailedException.class)
        .isThrownBy(() -> order.getResult(String.class))
        .withCauseInstanceOf(CanceledFailure.class);
  }

  private Object memo() {
    return order.describe().getMemo(CancellationMemo.OUTCOME, String.class);
  }
}
