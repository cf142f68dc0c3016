package ticketing.runner.run.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.ActivityTaskCompletedEventAttributes;
import io.temporal.api.history.v1.ActivityTaskFailedEventAttributes;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import ticketing.runner.run.encryption.EncryptionCodec;
import ticketing.runner.run.encryption.EncryptionKeys;
import ticketing.runner.run.history.OrderHistory.Card;
import ticketing.runner.stages.Stage;
import ticketing.system.PaymentService;

/** Tests golden histories, with and without an added card number. */
@Timeout(10)
class OrderHistoryTest {
  private static final EncryptionKeys KEYS =
      EncryptionKeys.parse("blue:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
  private static final DataConverter PLAIN = DefaultDataConverter.newDefaultInstance();
  private static final DataConverter ENCRYPTED = new EncryptionCodec(KEYS).wrap(PLAIN);
  private static final String ID = "order-14";

  /**
   * An order of exercise 04 whose first createTicket call failed: one run of the parent and two of
   * the child.
   */
  private static final List<WorkflowExecutionHistory> OF_04 =
      IntStream.rangeClosed(1, 3)
          .mapToObj(
              "../acceptance/histories/04-child-workflow-variant/fresh,before,fresh,ok.%d.json"
                  ::formatted)
          .map(file -> WorkflowExecutionHistory.fromJson(Stage.text(Path.of(file))))
          .toList();

  private static OrderHistory plain(List<WorkflowExecutionHistory> stored) {
    return OrderHistory.of(stored, EncryptionKeys.NONE);
  }

  /** Returns the parent's run, plus an activity that returned the card number. */
  private static List<WorkflowExecutionHistory> withCard(DataConverter converter) {
    String card = new PaymentService().paymentInfoOf(ID).cardNumber();
    History.Builder history = OF_04.get(0).getHistory().toBuilder();
    history.addEvents(
        HistoryEvent.newBuilder()
            .setEventType(EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED)
            .setEventTime(history.getEvents(0).getEventTime())
            .setActivityTaskCompletedEventAttributes(
                ActivityTaskCompletedEventAttributes.newBuilder()
                    .setResult(converter.toPayloads(card).orElseThrow())));
    return List.of(new WorkflowExecutionHistory(history.build(), ID));
  }

  @Test
  void each_run_lists_its_events_without_workflow_tasks() {
    List<OrderHistory.Run> runs = plain(OF_04).runs();
    assertThat(runs)
        .extracting(OrderHistory.Run::workflowId)
        .containsExactly(ID, "ticket-of-" + ID, "ticket-of-" + ID);
    assertThat(runs).extracting(OrderHistory.Run::runId).doesNotHaveDuplicates().doesNotContain("");
    assertThat(runs)
        .extracting(OrderHistory.Run::events)
        .containsExactlyElementsOf(
            OF_04.stream().map(history -> history.getEvents().size()).toList());
    for (OrderHistory.Run run : runs) {
      assertThat(run.lines())
          .hasSizeLessThan(run.events())
          .noneMatch(line -> line.contains("WorkflowTask"))
          .anyMatch(line -> line.contains("WorkflowExecutionStarted"));
    }
  }

  /** The child's second run starts after the settle time, which is 14 minutes. */
  @Test
  void seconds_count_from_the_first_run() {
    List<OrderHistory.Run> runs = plain(OF_04).runs();
    assertThat(runs.get(0).lines().get(0)).startsWith("    0.000  WorkflowExecutionStarted");
    double second = Double.parseDouble(runs.get(2).lines().get(1).strip().split(" ")[0]);
    assertThat(second).isBetween(840.0, 900.0);
  }

  @Test
  void a_missing_card_number_is_nowhere() {
    assertThat(plain(OF_04).card()).isEqualTo(Card.NOWHERE);
    assertThat(plain(OF_04).orderId()).contains(ID);
  }

  /** A child has its own workflow ID, but the card number is that of the order. */
  @Test
  void a_child_has_the_card_of_its_order() {
    WorkflowExecutionHistory child = OF_04.get(1);
    assertThat(plain(List.of(child)).orderId()).contains(ID);
    assertThat(plain(List.of(child)).card()).isEqualTo(Card.NOWHERE);
    assertThat(plain(List.of(child, withCard(PLAIN).get(0))).card()).isEqualTo(Card.FOUND);
  }

  @Test
  void another_workflow_has_no_card_number() {
    History.Builder other = OF_04.get(0).getHistory().toBuilder();
    other
        .getEventsBuilder(0)
        .getWorkflowExecutionStartedEventAttributesBuilder()
        .setInput(PLAIN.toPayloads("somebody").orElseThrow());
    OrderHistory history = plain(List.of(new WorkflowExecutionHistory(other.build(), ID)));
    assertThat(history.orderId()).isEmpty();
    assertThat(history.card()).isEqualTo(Card.NONE);
  }

  @Test
  void a_card_number_is_found_plain_or_encrypted() {
    assertThat(plain(withCard(PLAIN)).card()).isEqualTo(Card.FOUND);
    OrderHistory encrypted = OrderHistory.of(withCard(ENCRYPTED), KEYS);
    assertThat(encrypted.card()).isEqualTo(Card.FOUND);
    assertThat(encrypted.problem()).isEmpty();
    assertThat(last(encrypted.runs())).contains("VISA-");
    assertThat(last(encrypted.storedRuns())).doesNotContain("VISA-").contains("key \"blue\"");
  }

  @Test
  void a_card_number_is_found_in_an_encrypted_stack_trace() {
    String card = new PaymentService().paymentInfoOf(ID).cardNumber();
    IllegalStateException failure = new IllegalStateException("no response");
    failure.setStackTrace(
        new StackTraceElement[] {new StackTraceElement("A", "pay", card + ".java", 1)});
    History.Builder history = OF_04.get(0).getHistory().toBuilder();
    history.addEvents(
        HistoryEvent.newBuilder()
            .setEventTime(history.getEvents(0).getEventTime())
            .setActivityTaskFailedEventAttributes(
                ActivityTaskFailedEventAttributes.newBuilder()
                    .setFailure(ENCRYPTED.exceptionToFailure(failure))));
    OrderHistory read =
        OrderHistory.of(List.of(new WorkflowExecutionHistory(history.build(), ID)), KEYS);
    assertThat(read.card()).isEqualTo(Card.FOUND);
    assertThat(last(read.runs())).endsWith("java.lang.IllegalStateException: no response");
  }

  private static String last(List<OrderHistory.Run> runs) {
    List<String> lines = runs.get(0).lines();
    return lines.get(lines.size() - 1);
  }

  @Test
  void an_undecodable_history_leaves_the_card_unknown() {
    OrderHistory undecoded = plain(withCard(ENCRYPTED));
    assertThat(undecoded.card()).isEqualTo(Card.UNKNOWN);
    assertThat(undecoded.problem()).hasValueSatisfying(why -> assertThat(why).contains("\"blue\""));
  }

  @Test
  void a_full_page_of_runs_may_have_more() {
    WorkflowExecutionHistory one = OF_04.get(0);
    assertThat(plain(Collections.nCopies(OrderHistory.MAX_RUNS - 1, one)).mayHaveMore()).isFalse();
    assertThat(plain(Collections.nCopies(OrderHistory.MAX_RUNS, one)).mayHaveMore()).isTrue();
  }
}
