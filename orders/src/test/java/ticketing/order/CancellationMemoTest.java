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

/** Temporal drops what a cancelled workflow returns; its memo stays. */
// WrongAnswersTest runs this class in two lanes at once.
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(20)
class CancellationMemoTest {
  private final SteeredTemporal temporal = new SteeredTemporal();
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
  }

  @Test
  void no_ticket_is_recorded_in_the_memo() {
    cancel();

    assertThat(memo()).isEqualTo("no ticket").isEqualTo(CancellationMemo.NO_TICKET);
  }

  @Test
  void an_order_that_was_not_cancelled_has_none() {
    order.signal("returnTicket", "TICKET-1");
    order.getResult(String.class);

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
