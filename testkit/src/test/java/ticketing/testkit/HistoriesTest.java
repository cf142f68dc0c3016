package ticketing.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.history.v1.ActivityTaskCompletedEventAttributes;
import io.temporal.api.history.v1.ActivityTaskFailedEventAttributes;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.WorkflowExecutionStartedEventAttributes;
import io.temporal.common.WorkflowExecutionHistory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests that a card number is found anywhere in a history. */
class HistoriesTest {
  private static final String CARD = "VISA-1234-567-8901-2345";

  @Test
  void a_card_number_is_found_in_a_payload() {
    ByteString data = ByteString.copyFromUtf8("{\"paid by\":\"ä " + CARD + "\"}");
    Payloads result = Payloads.newBuilder().addPayloads(Payload.newBuilder().setData(data)).build();

    assertThat(
            contains(
                HistoryEvent.newBuilder()
                    .setActivityTaskCompletedEventAttributes(
                        ActivityTaskCompletedEventAttributes.newBuilder().setResult(result))))
        .isTrue();
  }

  @Test
  void a_card_number_is_found_in_the_cause_of_a_failure() {
    Failure failure =
        Failure.newBuilder()
            .setMessage("Payment failed")
            .setCause(Failure.newBuilder().setMessage("No money on " + CARD))
            .build();

    assertThat(
            contains(
                HistoryEvent.newBuilder()
                    .setActivityTaskFailedEventAttributes(
                        ActivityTaskFailedEventAttributes.newBuilder().setFailure(failure))))
        .isTrue();
  }

  @Test
  void a_history_without_a_card_number_passes() {
    assertThat(contains(HistoryEvent.newBuilder())).isFalse();
  }

  private static boolean contains(HistoryEvent.Builder event) {
    HistoryEvent started =
        HistoryEvent.newBuilder()
            .setEventType(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_STARTED)
            .setWorkflowExecutionStartedEventAttributes(
                WorkflowExecutionStartedEventAttributes.getDefaultInstance())
            .build();
    History history = History.newBuilder().addEvents(started).addEvents(event).build();
    return Histories.contain(List.of(new WorkflowExecutionHistory(history)), CARD);
  }
}
