package ticketing.testkit.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.WorkflowExecutionStartedEventAttributes;
import io.temporal.common.WorkflowExecutionHistory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import ticketing.testkit.WorkflowResult;
import ticketing.testkit.WorkflowResult.Kind;

/** Tests that each broken invariant is reported, and that correct outcomes are not. */
@Timeout(10)
class InvariantCheckerTest {
  private static final String TICKET = "TICKET-1";
  private static final WorkflowResult RETURNED_TICKET = WorkflowResult.returned(TICKET);

  private final List<Outcome.Run> runs = new ArrayList<>();
  private String schedule = "fresh,ok";
  private List<String> tickets = List.of(TICKET);
  private Duration took = Duration.ofMinutes(14);
  private String ticketBeforeLastCreate;
  private WorkflowResult secondStarterResult;
  private boolean leftCreateOpen;
  private boolean clockStopped;
  private int events = 30;
  private String differenceInReplay;
  private String eventWithCard;
  private String childId = "ticket-of-order-1";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # schedule               | tickets           | results             | what is wrong
          fresh,ok                 | TICKET-1          | TICKET-1            |
          fresh,reject             |                   | REJECTED            |
          fresh,before+cancel      |                   | OUTCOME_UNKNOWN     |
          fresh,ok+cancel          | TICKET-1          | OUTCOME_UNKNOWN     | gave up, although a look-up would have found
          fresh,ok+terminate       | TICKET-1          | TERMINATED,TICKET-1 |
          fresh,ok+terminate-cancel | TICKET-1         | TERMINATED,TICKET-1 |
          fresh,expired,expired,ok | TICKET-1          | TICKET-1            |
          fresh,expired,expired,expired,ok | TICKET-1  | TICKET-1            | called 3 times with an expired token.
          fresh,ok                 | TICKET-1,TICKET-2 | TICKET-1            | The seat was sold twice.
          fresh,ok                 | TICKET-1          | TICKET-2            | returned TICKET-2, but the order has TICKET-1.
          fresh,ok                 |                   | TICKET-1            | returned TICKET-1, but the order has no ticket.
          fresh,ok                 | TICKET-1          | RETURNED            | returned null, but the order has TICKET-1.
          fresh,after,fresh,reject | TICKET-1          | REJECTED            | "rejected", but the order has TICKET-1.
          fresh,ok                 | TICKET-1          | FAILED              | does not learn whether there is a ticket; the order has TICKET-1.
          fresh,ok                 | TICKET-1          | FAILED,TICKET-1     | The workflow came to this
          fresh,ok                 | TICKET-1          | OUTCOME_UNKNOWN     | gave up without knowing
          fresh,ok+restart         | TICKET-1          | OUTCOME_UNKNOWN     | gave up without knowing
          fresh,before             |                   | REJECTED            | did not reject the order
          unknown                  |                   | REJECTED            |
          fresh,reject,reject      |                   | REJECTED            | again after a rejection
          fresh,reject+retry,reject |                  | REJECTED            | again after a rejection
          fresh,reject+again,reject |                  | REJECTED            |
          fresh,ok                 | TICKET-1          | CANCELLED           | nobody asked for that
          fresh,ok                 | TICKET-1          | CODE_THREW          | came to this.
          fresh,ok                 | TICKET-1          | STUCK               | came to this.
          fresh,ok                 | TICKET-1          | TERMINATED          | came to this.
          fresh,ok,ok              | TICKET-1          | TICKET-1            | called twice; with 0 faults, the limit is 1.
          """)
  void the_result_of_every_run_is_checked(
      String schedule, String tickets, String results, String wrong) {
    this.schedule = schedule;
    this.tickets = list(tickets);
    for (String result : results.split(",")) {
      addRun(
          result.startsWith("TICKET")
              ? WorkflowResult.returned(result)
              : result(Kind.valueOf(result)));
    }

    assertViolation(wrong);
  }

  private static WorkflowResult result(Kind kind) {
    return kind == Kind.RETURNED
        ? WorkflowResult.returned(null)
        : new WorkflowResult(kind, null, "came to this");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # schedule          | creates | tickets  | memo      | what is wrong
          fresh,ok+cancel     | 1       | TICKET-1 | TICKET-1  |
          fresh+cancel        | 0       |          |           |
          fresh,ok+cancel-in-queue,ok | 1 | TICKET-1 | TICKET-1 |
          fresh,ok+cancel     | 1       | TICKET-1 |           | recorded nothing about its ticket
          fresh,ok+cancel     | 1       | TICKET-1 | no ticket | recorded "no ticket", but the order has TICKET-1
          fresh,before+cancel | 1       |          | TICKET-1  | but the order has no ticket
          """)
  void a_cancelled_run_is_checked_by_its_memo(
      String schedule, int creates, String tickets, String memo, String wrong) {
    this.schedule = schedule;
    this.tickets = list(tickets);
    runs.add(new Outcome.Run(result(Kind.CANCELLED), took, creates, list(tickets), memo));

    assertViolation(wrong);
  }

  @Test
  void a_run_without_a_create_need_not_record_anything() {
    schedule = "fresh,ok,end+much-later-cancel";
    addRun(RETURNED_TICKET);
    runs.add(new Outcome.Run(result(Kind.CANCELLED), took, 0, tickets, null));

    assertViolation(null);
  }

  @Test
  void what_a_completed_run_recorded_is_true() {
    runs.add(new Outcome.Run(RETURNED_TICKET, took, 1, tickets, "no ticket"));

    assertViolation("recorded \"no ticket\", but the order has TICKET-1");
  }

  static Stream<Arguments> evidence() {
    return Stream.of(
        evidence("again after TICKET-1 had been", test -> test.ticketBeforeLastCreate = TICKET),
        evidence("still open", test -> test.leftCreateOpen = true),
        evidence("still open", test -> test.clockStopped = true),
        evidence(
            "starter got a different result",
            test -> test.secondStarterResult = WorkflowResult.returned("TICKET-2")),
        evidence(
            "The workflow took 360 minutes; the limit is 350.",
            test -> test.took = Duration.ofHours(6)),
        evidence("takes a different path: why.", test -> test.differenceInReplay = "why"),
        evidence("is in the history: event 7.", test -> test.eventWithCard = "event 7"),
        evidence("order-1-ticket, may be another order's", test -> test.childId = "order-1-ticket"),
        evidence("The history has 401 events", test -> test.events = 401));
  }

  private static Arguments evidence(String wrong, Consumer<InvariantCheckerTest> change) {
    return Arguments.of(wrong, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("evidence")
  void what_no_result_shows_is_checked_too(String wrong, Consumer<InvariantCheckerTest> change) {
    secondStarterResult = RETURNED_TICKET;
    addRun(RETURNED_TICKET);
    assertViolation(null);

    runs.clear();
    change.accept(this);
    addRun(RETURNED_TICKET);
    assertViolation(wrong);
  }

  @Test
  void an_idempotent_create_may_be_made_again() {
    schedule = "ok,end+much-later,ok";
    ticketBeforeLastCreate = TICKET;
    addRun(RETURNED_TICKET);

    assertThat(new InvariantChecker(World.USUAL, true).violation(outcome())).isEmpty();
    assertViolation("again after");
  }

  private void addRun(WorkflowResult result) {
    runs.add(new Outcome.Run(result, took, 1, tickets, null));
  }

  private static List<String> list(String words) {
    return words == null ? List.of() : List.of(words.split(","));
  }

  /** Asserts that the violation contains these words; if null, that there is no violation. */
  private void assertViolation(String words) {
    Optional<String> violation = new InvariantChecker(World.USUAL, false).violation(outcome());
    if (words == null) {
      assertThat(violation).isEmpty();
    } else {
      assertThat(violation.orElseThrow()).contains(words);
    }
  }

  private Outcome outcome() {
    return new Outcome(
        List.of(),
        Schedule.parse(schedule),
        runs,
        tickets,
        List.of(),
        new Outcome.Evidence(
            Optional.ofNullable(ticketBeforeLastCreate),
            Optional.ofNullable(secondStarterResult),
            leftCreateOpen,
            clockStopped,
            false,
            List.of(history("order-1", events), history(childId, 5)),
            Optional.ofNullable(differenceInReplay),
            Optional.ofNullable(eventWithCard)),
        Optional.empty());
  }

  private static WorkflowExecutionHistory history(String workflowId, int events) {
    History.Builder history =
        History.newBuilder()
            .addEvents(
                HistoryEvent.newBuilder()
                    .setEventId(1)
                    .setEventType(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_STARTED)
                    .setWorkflowExecutionStartedEventAttributes(
                        WorkflowExecutionStartedEventAttributes.getDefaultInstance()));
    for (int i = 2; i <= events; i++) {
      history.addEvents(HistoryEvent.newBuilder().setEventId(i));
    }
    return new WorkflowExecutionHistory(history.build(), workflowId);
  }
}
