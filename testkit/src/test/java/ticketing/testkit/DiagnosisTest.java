package ticketing.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.StartChildWorkflowExecutionInitiatedEventAttributes;
import io.temporal.api.history.v1.WorkflowExecutionStartedEventAttributes;
import io.temporal.common.WorkflowExecutionHistory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import ticketing.order.Strategy;
import ticketing.system.Journal;
import ticketing.system.Operation;
import ticketing.system.TimingGuarantees;
import ticketing.testkit.samples.SampleWorkflows;

class DiagnosisTest {
  private static final Journal.Entry CREATE =
      new Journal.Entry(
          Instant.EPOCH,
          "order-1",
          Operation.CREATE_TICKET,
          1,
          Journal.Kind.NOT_WRITTEN,
          Optional.empty(),
          "failed before the write");

  @Test
  void a_child_without_retry_policy_is_the_cause() {
    assertThat(ofUnretriedChild(List.of(CREATE)).cause())
        .contains("The child has no retry policy. Unlike an activity, it is then not retried.");
  }

  @Test
  void a_child_that_failed_before_its_create_call_has_no_such_cause() {
    assertThat(ofUnretriedChild(List.of()).cause()).isEmpty();
  }

  private static Diagnosis ofUnretriedChild(List<Journal.Entry> journal) {
    HistoryEvent order =
        HistoryEvent.newBuilder()
            .setEventType(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_STARTED)
            .setWorkflowExecutionStartedEventAttributes(
                WorkflowExecutionStartedEventAttributes.getDefaultInstance())
            .build();
    HistoryEvent child =
        HistoryEvent.newBuilder()
            .setStartChildWorkflowExecutionInitiatedEventAttributes(
                StartChildWorkflowExecutionInitiatedEventAttributes.getDefaultInstance())
            .build();
    return new Diagnosis(
        new Strategy("00-test", SampleWorkflows.Correct.class),
        new WorkflowResult(WorkflowResult.Kind.FAILED, null, "failed"),
        List.of(),
        TimingGuarantees.USUAL,
        true,
        journal,
        List.of(
            new WorkflowExecutionHistory(
                History.newBuilder().addEvents(order).addEvents(child).build(), "order-1")));
  }
}
