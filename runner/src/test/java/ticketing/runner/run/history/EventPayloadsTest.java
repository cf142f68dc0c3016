package ticketing.runner.run.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Timestamps;
import io.temporal.api.common.v1.Header;
import io.temporal.api.common.v1.Memo;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.enums.v1.WorkflowTaskFailedCause;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.history.v1.ActivityTaskFailedEventAttributes;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.MarkerRecordedEventAttributes;
import io.temporal.api.history.v1.WorkflowExecutionStartedEventAttributes;
import io.temporal.api.history.v1.WorkflowTaskFailedEventAttributes;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import ticketing.runner.run.encryption.EncryptionCodec;
import ticketing.runner.run.encryption.EncryptionKeys;

/** Tests payloads and failures in every kind of field, plain and encrypted. */
@Timeout(10)
class EventPayloadsTest {
  private static final EncryptionKeys KEYS =
      EncryptionKeys.parse("blue:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
  private static final DataConverter PLAIN = DefaultDataConverter.newDefaultInstance();
  private static final DataConverter ENCRYPTED = new EncryptionCodec(KEYS).wrap(PLAIN);

  /** Shared, so that all tests see the same stack trace. */
  private static final ApplicationFailure FAILURE =
      ApplicationFailure.newFailureWithCause(
          "no response", "Ambiguous", new IllegalStateException("of a cause"), "a detail");

  private static WorkflowExecutionHistory history(DataConverter converter) {
    HistoryEvent started =
        HistoryEvent.newBuilder()
            .setEventTime(Timestamps.EPOCH)
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
            .setEventTime(Timestamps.EPOCH)
            .setMarkerRecordedEventAttributes(
                MarkerRecordedEventAttributes.newBuilder()
                    .setMarkerName("Version")
                    .putDetails("change", converter.toPayloads("a marker").orElseThrow()))
            .build();
    HistoryEvent failed =
        HistoryEvent.newBuilder()
            .setEventTime(Timestamps.EPOCH)
            .setActivityTaskFailedEventAttributes(
                ActivityTaskFailedEventAttributes.newBuilder()
                    .setFailure(converter.exceptionToFailure(FAILURE)))
            .build();
    return new WorkflowExecutionHistory(
        History.newBuilder().addEvents(started).addEvents(marker).addEvents(failed).build(),
        "order-1");
  }

  private static String lines(OrderHistory history) {
    return String.join("\n", history.runs().get(0).lines());
  }

  private static OrderHistory read(WorkflowExecutionHistory stored, EncryptionKeys keys) {
    return OrderHistory.of(List.of(stored), keys);
  }

  @Test
  void encrypted_payloads_are_decoded_everywhere() {
    OrderHistory plain = read(history(PLAIN), EncryptionKeys.NONE);
    OrderHistory decrypted = read(history(ENCRYPTED), KEYS);
    assertThat(lines(decrypted))
        .isEqualTo(lines(plain))
        .contains("an input", "outcome = \"a memo\"", "trace = \"a header\"", "a marker")
        .contains(
            "Ambiguous: no response \"a detail\" ← java.lang.IllegalStateException: of a cause");
    assertThat(decrypted.problem()).isEmpty();
    assertThat(String.join("\n", decrypted.storedRuns().get(0).lines()))
        .contains("[binary/encrypted, key \"blue\"]", "Ambiguous: Encoded failure")
        .doesNotContain("an input", "a memo", "a header", "a marker", "a detail", "of a cause");
  }

  @Test
  void without_the_key_the_problem_is_reported_once() {
    OrderHistory encrypted = read(history(ENCRYPTED), EncryptionKeys.NONE);
    assertThat(lines(encrypted)).doesNotContain("an input", "no response");
    assertThat(encrypted.problem())
        .hasValueSatisfying(why -> assertThat(why).containsOnlyOnce("key \"blue\""));
  }

  @Test
  void a_foreign_encoded_failure_stays_unchanged() {
    Failure foreign =
        Failure.newBuilder()
            .setMessage("Encoded failure")
            .setEncodedAttributes(PLAIN.toPayload("no object").orElseThrow())
            .build();
    assertThat(lines(read(failing(foreign), KEYS)))
        .contains("ActivityTaskFailed         Failure: Encoded failure \"no object\"");
  }

  @Test
  void a_failing_workflow_task_names_its_failure() {
    History.Builder history = history(PLAIN).getHistory().toBuilder();
    history.addEvents(
        HistoryEvent.newBuilder()
            .setEventTime(Timestamps.EPOCH)
            .setWorkflowTaskFailedEventAttributes(
                WorkflowTaskFailedEventAttributes.newBuilder()
                    .setCause(
                        WorkflowTaskFailedCause
                            .WORKFLOW_TASK_FAILED_CAUSE_WORKFLOW_WORKER_UNHANDLED_FAILURE)
                    .setFailure(PLAIN.exceptionToFailure(new IllegalStateException("my bug")))));
    OrderHistory read =
        read(new WorkflowExecutionHistory(history.build(), "order-1"), EncryptionKeys.NONE);
    assertThat(read.runs().get(0).lines())
        .last()
        .asString()
        .endsWith(
            "WorkflowTaskFailed         workflow worker unhandled failure "
                + " java.lang.IllegalStateException: my bug");
  }

  private static WorkflowExecutionHistory failing(Failure failure) {
    return new WorkflowExecutionHistory(
        History.newBuilder()
            .addEvents(history(PLAIN).getEvents().get(0))
            .addEvents(
                HistoryEvent.newBuilder()
                    .setEventTime(Timestamps.EPOCH)
                    .setActivityTaskFailedEventAttributes(
                        ActivityTaskFailedEventAttributes.newBuilder().setFailure(failure)))
            .build(),
        "order-1");
  }
}
