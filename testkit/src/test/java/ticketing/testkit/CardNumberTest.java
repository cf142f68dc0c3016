package ticketing.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.Header;
import io.temporal.api.common.v1.Memo;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.common.v1.SearchAttributes;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.failure.v1.ApplicationFailureInfo;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.history.v1.ActivityTaskCompletedEventAttributes;
import io.temporal.api.history.v1.ActivityTaskFailedEventAttributes;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.WorkflowExecutionStartedEventAttributes;
import io.temporal.api.sdk.v1.UserMetadata;
import io.temporal.common.WorkflowExecutionHistory;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that the card number is found anywhere in a history, and nothing else. */
class CardNumberTest {
  private static final CardNumber CARD = CardNumber.of("order-112358");
  private static final String NUMBER = "VISA-6349-274-6520-8601";

  @ParameterizedTest
  @ValueSource(
      strings = {
        NUMBER,
        "order-112358 was paid with " + NUMBER + ".",
        "634927465208601",
        "{\"card\":634927465208601}",
        "6349 274 6520 8601",
        "6349\u2011274\u00a06520_8601",
        "{\"groups\":[\"6349\",\"274\",\"6520\",\"8601\"]}",
        "\"{\\\"card\\\":\\\"6349\\u002d274\\\\u002D6520-\\u00388601\\\"}\"",
        "VISA-6349-274-6520-8***",
        "274-6520-8601-6349-274-6520-8601"
      })
  void it_is_found_in_every_notation(String text) {
    assertThat(CARD.isIn(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "order-112358",
        "VISA-6349-274-6520-****",
        "6349-***-****-8601",
        "VISA-****-***-****-8601",
        "6349 of 274 and 6520 or 8601",
        "VISA-1402-881-6000-0396",
        "106802564729436"
      })
  void a_part_or_another_number_is_none(String text) {
    assertThat(CARD.isIn(text)).isFalse();
  }

  @Test
  void it_is_found_without_its_leading_zeros() {
    assertThat(CardNumber.of("order-15").isIn("3306837326505")).isTrue();
  }

  static Stream<HistoryEvent.Builder> events() {
    Payload data = Payload.newBuilder().setData(ByteString.copyFromUtf8("ä " + NUMBER)).build();
    Payload metadata =
        Payload.newBuilder().putMetadata("note", ByteString.copyFromUtf8(NUMBER)).build();
    Payloads second = Payloads.newBuilder().addPayloads(metadata).addPayloads(data).build();
    ApplicationFailureInfo details = ApplicationFailureInfo.newBuilder().setDetails(second).build();
    return Stream.of(
        completed(Payloads.newBuilder().addPayloads(data)),
        completed(Payloads.newBuilder().addPayloads(metadata)),
        completed(second.toBuilder()),
        failed(Failure.newBuilder().setMessage("No money on " + NUMBER)),
        failed(Failure.newBuilder().setStackTrace("Why: " + NUMBER + "\n at A.b(A.java:1)")),
        failed(Failure.newBuilder().setCause(Failure.newBuilder().setMessage(NUMBER))),
        failed(Failure.newBuilder().setEncodedAttributes(data)),
        failed(Failure.newBuilder().setApplicationFailureInfo(details)),
        started(start -> start.setInput(second)),
        started(start -> start.setMemo(Memo.newBuilder().putFields("card", data))),
        started(
            start ->
                start.setMemo(Memo.newBuilder().putFields(NUMBER, Payload.getDefaultInstance()))),
        started(start -> start.setHeader(Header.newBuilder().putFields("card", data))),
        started(
            start ->
                start.setSearchAttributes(
                    SearchAttributes.newBuilder().putIndexedFields("card", data))),
        started(start -> start.setContinuedFailure(Failure.newBuilder().setMessage(NUMBER))),
        HistoryEvent.newBuilder().setUserMetadata(UserMetadata.newBuilder().setSummary(data)));
  }

  private static HistoryEvent.Builder completed(Payloads.Builder result) {
    return HistoryEvent.newBuilder()
        .setActivityTaskCompletedEventAttributes(
            ActivityTaskCompletedEventAttributes.newBuilder().setResult(result));
  }

  private static HistoryEvent.Builder failed(Failure.Builder failure) {
    return HistoryEvent.newBuilder()
        .setActivityTaskFailedEventAttributes(
            ActivityTaskFailedEventAttributes.newBuilder().setFailure(failure));
  }

  private static HistoryEvent.Builder started(
      UnaryOperator<WorkflowExecutionStartedEventAttributes.Builder> change) {
    return HistoryEvent.newBuilder()
        .setWorkflowExecutionStartedEventAttributes(
            change.apply(WorkflowExecutionStartedEventAttributes.newBuilder()));
  }

  @ParameterizedTest
  @MethodSource("events")
  void it_is_found_wherever_an_event_has_it(HistoryEvent.Builder event) {
    event.setEventId(12).setEventType(EventType.EVENT_TYPE_ACTIVITY_TASK_FAILED);

    assertThat(CARD.eventIn(List.of(history(HistoryEvent.newBuilder()), history(event))))
        .contains("event 12, ActivityTaskFailed, of workflow order-112358");
  }

  @Test
  void a_history_without_it_passes() {
    assertThat(CARD.eventIn(List.of(history(failed(Failure.newBuilder().setMessage("VISA"))))))
        .isEmpty();
  }

  private static WorkflowExecutionHistory history(HistoryEvent.Builder event) {
    HistoryEvent started =
        HistoryEvent.newBuilder()
            .setEventType(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_STARTED)
            .setWorkflowExecutionStartedEventAttributes(
                WorkflowExecutionStartedEventAttributes.getDefaultInstance())
            .build();
    return new WorkflowExecutionHistory(
        History.newBuilder().addEvents(started).addEvents(event).build(), "order-112358");
  }
}
