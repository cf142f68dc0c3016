package ticketing.acceptance.histories;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.common.WorkflowExecutionHistory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ticketing.acceptance.support.Answer;
import ticketing.order.Strategy;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.testkit.explorer.Explorer;
import ticketing.testkit.explorer.StrategyUnderTest;

/**
 * Tests two versions of the loop of exercise 03 on orders in flight, as in {@code demos.md}:
 * without {@code Workflow.getVersion} and with it. Both pass the tests of exercise 03 (see
 * RightAnswersTest), because those start new orders.
 */
@Tag("material")
class ChangedLoopTest {
  private static final Workshop WORKSHOP = Workshop.here();
  private static final Stage STAGE = WORKSHOP.stage("03");
  private static final Map<String, WorkflowExecutionHistory> GOLDEN =
      new GoldenHistories(STAGE.name()).read();

  @TempDir private Path folder;

  @Test
  void without_a_version_a_settling_order_is_stuck() throws Exception {
    Map<String, WorkflowExecutionHistory> settling = new TreeMap<>();
    GOLDEN.forEach(
        (file, history) -> {
          List<EventType> events =
              history.getEvents().stream().map(HistoryEvent::getEventType).toList();
          int timer = events.indexOf(EventType.EVENT_TYPE_TIMER_STARTED);
          if (timer >= 0) {
            settling.put(file, first(timer + 1, history));
          }
        });

    assertThat(settling).isNotEmpty();
    assertThat(GoldenHistories.differences(settling, strategy("Unversioned")))
        .containsOnlyKeys(settling.keySet());
  }

  @Test
  void with_a_version_every_order_continues() throws Exception {
    Map<String, WorkflowExecutionHistory> atEveryEvent = new TreeMap<>();
    GOLDEN.forEach(
        (file, history) -> {
          for (int events = 1; events <= history.getEvents().size(); events++) {
            atEveryEvent.put("%s, %d events".formatted(file, events), first(events, history));
          }
        });

    assertThat(GoldenHistories.differences(atEveryEvent, strategy("Versioned"))).isEmpty();
  }

  /** Expects one token for the reservation and one for the createTicket call. */
  @Test
  void with_a_version_a_new_order_gets_two_tokens() throws Exception {
    StrategyUnderTest versioned = StrategyUnderTest.of(strategy("Versioned"));

    assertThat(Explorer.run(versioned, "fresh,ok").evidence().histories())
        .flatExtracting(WorkflowExecutionHistory::getEvents)
        .extracting(
            event -> event.getActivityTaskScheduledEventAttributes().getActivityType().getName())
        .filteredOn("IssueToken"::equals)
        .hasSize(2);
  }

  private Strategy strategy(String version) throws Exception {
    return Answer.named(WORKSHOP, STAGE, "versions/" + version).compile(folder).strategy();
  }

  private static WorkflowExecutionHistory first(int events, WorkflowExecutionHistory history) {
    return new WorkflowExecutionHistory(
        History.newBuilder().addAllEvents(history.getEvents().subList(0, events)).build(),
        history.getWorkflowExecution().getWorkflowId());
  }
}
