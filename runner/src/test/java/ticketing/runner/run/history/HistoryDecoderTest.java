package ticketing.runner.run.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.common.v1.Header;
import io.temporal.api.common.v1.Memo;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.history.v1.ActivityTaskFailedEventAttributes;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.MarkerRecordedEventAttributes;
import io.temporal.api.history.v1.WorkflowExecutionStartedEventAttributes;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import ticketing.runner.run.encryption.Encryption;
import ticketing.runner.run.encryption.EncryptionKeys;
import ticketing.testkit.Histories;

/** Payloads in every kind of place, encrypted and decoded again. */
@Timeout(10)
class HistoryDecoderTest {
  private static final EncryptionKeys KEYS =
      EncryptionKeys.parse("blue:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
  private static final DataConverter PLAIN = DefaultDataConverter.newDefaultInstance();
  private static final DataConverter ENCRYPTED = Encryption.of(PLAIN, KEYS);

  /** The same exception each time, so that its trace is the same. */
  private static final ApplicationFailure FAILURE =
      ApplicationFailure.newFailureWithCause(
          "no response", "Ambiguous", new IllegalStateException("of a cause"), "a detail");

  private static WorkflowExecutionHistory history(DataConverter converter) {
    HistoryEvent started =
        HistoryEvent.newBuilder()
            .setEventType(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_STARTED)
            .setWorkflowExecutionStartedEventAttributes(
                WorkflowExecutionStartedEventAttributes.newBuilder()
                    .setInput(converter.toPayloads("an input", 2).orElseThrow())
                    .setMemo(
                        Memo.newBuilder()
                            .putFields("outcome", converter.toPayload("a memo").orElseThrow()))
                    .setHeader(
                        Header.newBuilder()
                            .putFields("trace", converter.toPayload("a header").orElseThrow())))
            .build();
    HistoryEvent marker =
        HistoryEvent.newBuilder()
            .setEventType(EventType.EVENT_TYPE_MARKER_RECORDED)
            .setMarkerRecordedEventAttributes(
                MarkerRecordedEventAttributes.newBuilder()
                    .setMarkerName("Version")
                    .putDetails("change", converter.toPayloads("a marker").orElseThrow()))
            .build();
    HistoryEvent failed =
        HistoryEvent.newBuilder()
            .setEventType(EventType.EVENT_TYPE_ACTIVITY_TASK_FAILED)
            .setActivityTaskFailedEventAttributes(
                ActivityTaskFailedEventAttributes.newBuilder()
                    .setFailure(converter.exceptionToFailure(FAILURE)))
            .build();
    return new WorkflowExecutionHistory(
        History.newBuilder().addEvents(started).addEvents(marker).addEvents(failed).build(),
        "order-1");
  }

  @Test
  void encrypted_payloads_are_decoded_everywhere() {
    HistoryDecoder decoder = new HistoryDecoder(KEYS);
    WorkflowExecutionHistory stored = history(ENCRYPTED);
    for (String secret :
        new String[] {
          "an input", "a memo", "a header", "a marker", "no response", "of a cause", "a detail"
        }) {
      assertThat(Histories.contain(List.of(stored), secret)).as(secret).isFalse();
    }
    assertThat(decoder.decode(stored).getHistory()).isEqualTo(history(PLAIN).getHistory());
    assertThat(decoder.problems()).isEmpty();
  }

  @Test
  void plain_text_stays_unchanged() {
    assertThat(new HistoryDecoder(EncryptionKeys.NONE).decode(history(PLAIN)).getHistory())
        .isEqualTo(history(PLAIN).getHistory());
  }

  @Test
  void without_the_key_there_is_one_reason() {
    HistoryDecoder decoder = new HistoryDecoder(EncryptionKeys.NONE);
    WorkflowExecutionHistory stored = history(ENCRYPTED);
    assertThat(decoder.decode(stored).getHistory()).isEqualTo(stored.getHistory());
    assertThat(decoder.problems()).hasSize(1).allMatch(why -> why.contains("key \"blue\""));
  }

  @Test
  void a_foreign_encoded_failure_stays_unchanged() {
    Failure foreign =
        Failure.newBuilder()
            .setMessage("Encoded failure")
            .setEncodedAttributes(PLAIN.toPayload("no object").orElseThrow())
            .build();
    WorkflowExecutionHistory stored =
        new WorkflowExecutionHistory(
            History.newBuilder()
                .addEvents(history(PLAIN).getEvents().get(0))
                .addEvents(
                    HistoryEvent.newBuilder()
                        .setActivityTaskFailedEventAttributes(
                            ActivityTaskFailedEventAttributes.newBuilder().setFailure(foreign)))
                .build(),
            "order-1");
    assertThat(new HistoryDecoder(KEYS).decode(stored).getHistory()).isEqualTo(stored.getHistory());
  }
}
