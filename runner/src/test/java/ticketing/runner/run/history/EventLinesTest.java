package ticketing.runner.run.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.google.protobuf.util.Timestamps;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.failure.v1.Failure;
import io.temporal.common.WorkflowExecutionHistory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import ticketing.runner.run.encryption.EncryptionKeys;
import ticketing.runner.stages.Stage;

/** Tests how golden histories are printed, line by line. */
@Timeout(20)
class EventLinesTest {
  private static final Path HISTORIES = Path.of("../acceptance/histories");

  private static WorkflowExecutionHistory golden(String file) {
    return WorkflowExecutionHistory.fromJson(Stage.text(HISTORIES.resolve(file)));
  }

  private static List<String> lines(WorkflowExecutionHistory history) {
    return OrderHistory.of(List.of(history), EncryptionKeys.NONE).runs().get(0).lines().stream()
        .map(line -> line.strip().replaceAll(" +", " "))
        .toList();
  }

  @Test
  void a_line_names_event_activity_and_payload() {
    assertThat(lines(golden("03-validate-loop/fresh,late,fresh.1.json")))
        .anyMatch(
            line -> line.matches("0\\.\\d{3} WorkflowExecutionStarted OrderWorkflow \"\\S+\""))
        .anyMatch(line -> line.matches("\\S+ ActivityTaskScheduled FindTicket \"\\S+\""))
        .anyMatch(line -> line.matches("\\S+ ActivityTaskCompleted FindTicket null"))
        .anyMatch(line -> line.matches("\\S+ ActivityTask(Failed|TimedOut) CreateTicket .+: .*"))
        .anyMatch(line -> line.matches("\\S+ TimerFired \\d+\\.\\d s"))
        .anyMatch(line -> line.matches("\\S+ WorkflowExecutionCompleted \"TICKET-\\d+\""));
  }

  @Test
  void a_parent_names_its_child() {
    assertThat(lines(golden("04-child-workflow-variant/fresh,ok.1.json")))
        .anyMatch(
            line -> line.matches("\\S+ StartChildWorkflowExecutionInitiated ticket-of-\\S+ .*"))
        .anyMatch(line -> line.matches("\\S+ ChildWorkflowExecutionCompleted ticket-of-\\S+ .*"));
  }

  @Test
  void progress_of_workers_is_hidden_however_late_it_is() {
    WorkflowExecutionHistory history = golden("03-validate-loop/fresh,late,fresh.1.json");
    long monthsAgo =
        Timestamps.toMillis(history.getEvents().get(0).getEventTime()) - 9_999_999_999L;

    assertThat(EventLines.run(history, monthsAgo).lines())
        .hasSameSizeAs(lines(history))
        .noneMatch(line -> line.contains("WorkflowTask") || line.contains("ActivityTaskStarted"));
  }

  /** Ensures that searching the lines for a card number searches the complete history. */
  @Test
  void every_payload_and_failure_is_in_a_line() {
    int found = 0;
    for (Path file : Stage.filesIn(HISTORIES)) {
      WorkflowExecutionHistory history = golden(file.toString());
      String all = String.join("\n", lines(history));
      List<String> texts = new ArrayList<>();
      history.getEvents().forEach(event -> collect(event, texts));
      for (String text : texts) {
        assertThat(all).as(file.toString()).contains(text.strip().replaceAll(" +", " "));
        found++;
      }
    }
    assertThat(found).isGreaterThan(100);
  }

  private static void collect(Object value, List<String> texts) {
    if (value instanceof Payload payload) {
      texts.add(payload.getData().toStringUtf8());
    } else if (value instanceof List<?> values) {
      values.forEach(one -> collect(one, texts));
    } else if (value instanceof Message message) {
      if (message instanceof Failure failure) {
        texts.add(failure.getMessage());
      }
      message.getAllFields().values().forEach(one -> collect(one, texts));
    }
  }
}
