package ticketing.testkit.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.WorkflowExecutionStartedEventAttributes;
import io.temporal.common.WorkflowExecutionHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import ticketing.order.CancelledOrder;
import ticketing.testkit.Ending;
import ticketing.testkit.Ending.Kind;

/** Each thing that an order must not come to is told; and nothing else is. */
@Timeout(10)
class JudgeTest {
  private static final String TICKET = "TICKET-1";
  private static final String OTHER = "TICKET-2";
  private static final Ending TOLD_TICKET = Ending.returned(TICKET);
  private static final Ending REJECTED = new Ending(Kind.REJECTED, null, "failed with Rejected");
  private static final Ending CANCELLED = new Ending(Kind.CANCELLED, null, "cancelled");

  private final Judge judge = new Judge(Explorer.TERMS, false);
  private String schedule = "fresh,ok";
  private List<String> tickets = List.of(TICKET);
  private final List<Outcome.End> ends = new ArrayList<>();
  private String createdAfter;
  private Ending toldSecond;
  private boolean leftOpen;
  private boolean clockStands;
  private int events = 30;
  private String differenceInReplay;
  private boolean secretInHistory;

  @Test
  void one_ticket_and_its_number_is_right() {
    end(TOLD_TICKET);

    assertThat(violation()).isEmpty();
  }

  @Test
  void a_rejection_without_a_ticket_is_right() {
    tickets = List.of();
    schedule = "fresh,reject";
    end(REJECTED);

    assertThat(violation()).isEmpty();
  }

  @Test
  void two_tickets() {
    tickets = List.of(TICKET, OTHER);
    end(TOLD_TICKET);

    assertThat(violation()).contains("The seat was sold 2 times.");
  }

  @Test
  void the_number_of_another_ticket() {
    end(Ending.returned(OTHER));

    assertThat(violation()).contains("The workflow returned TICKET-2, and there is TICKET-1.");
  }

  @Test
  void a_number_without_a_ticket() {
    tickets = List.of();
    end(TOLD_TICKET);

    assertThat(violation()).contains("The workflow returned TICKET-1, and there is no ticket.");
  }

  @Test
  void no_number_at_all() {
    end(Ending.returned(null));

    assertThat(violation()).contains("The workflow returned null, and there is TICKET-1.");
  }

  @Test
  void a_rejection_with_a_ticket() {
    schedule = "fresh,after,fresh,reject";
    end(REJECTED);

    assertThat(violation().orElseThrow()).contains("rejected, and there is a ticket");
  }

  @Test
  void a_bare_failure() {
    end(new Ending(Kind.FAILED, null, "failed with Ambiguous: createTicket"));

    assertThat(violation().orElseThrow()).contains("nothing of use, and there is TICKET-1");
  }

  @Test
  void an_unknown_outcome_that_nobody_asked_for() {
    end(new Ending(Kind.OUTCOME_UNKNOWN, null, "failed with OutcomeUnknown"));

    assertThat(violation().orElseThrow()).contains("gave up without knowing");
  }

  @Test
  void an_unknown_outcome_after_a_disturbance_is_right() {
    schedule = "fresh,ok+cancel";
    end(new Ending(Kind.OUTCOME_UNKNOWN, null, "failed with OutcomeUnknown"));

    assertThat(violation()).isEmpty();
  }

  @Test
  void a_workflow_that_threw_or_did_not_end_or_was_terminated() {
    for (Kind kind : List.of(Kind.CODE_THREW, Kind.STUCK, Kind.TERMINATED)) {
      ends.clear();
      end(new Ending(kind, null, "came to this"));

      assertThat(violation().orElseThrow()).as("%s", kind).contains("came to this.");
    }
  }

  @Test
  void a_parent_that_was_terminated_as_the_schedule_says_is_right() {
    schedule = "fresh,ok+terminate";
    end(new Ending(Kind.TERMINATED, null, "terminated"));
    end(TOLD_TICKET);

    assertThat(violation()).isEmpty();
  }

  @Test
  void every_run_is_judged_and_not_only_the_last() {
    end(new Ending(Kind.FAILED, null, "failed"));
    end(TOLD_TICKET);

    assertThat(violation().orElseThrow()).contains("The workflow failed");
  }

  @Test
  void a_cancelled_workflow_that_kept_the_truth_is_right() {
    schedule = "fresh,ok+cancel";
    cancelled(1, List.of(TICKET), TICKET);

    assertThat(violation()).isEmpty();
  }

  @Test
  void a_cancelled_workflow_that_kept_nothing() {
    schedule = "fresh,ok+cancel";
    cancelled(1, List.of(TICKET), null);

    assertThat(violation().orElseThrow()).contains("kept nothing about its ticket");
  }

  @Test
  void a_cancelled_workflow_before_any_create_need_keep_nothing() {
    schedule = "fresh+cancel";
    tickets = List.of();
    cancelled(0, List.of(), null);

    assertThat(violation()).isEmpty();
  }

  @Test
  void a_cancelled_workflow_that_kept_no_ticket_where_there_was_one() {
    schedule = "fresh,ok+cancel";
    cancelled(1, List.of(TICKET), CancelledOrder.NO_TICKET);

    assertThat(violation().orElseThrow()).contains("kept \"no ticket\", and there is TICKET-1");
  }

  @Test
  void a_cancelled_workflow_that_kept_a_ticket_where_there_was_none() {
    schedule = "fresh,before+cancel";
    tickets = List.of();
    cancelled(1, List.of(), TICKET);

    assertThat(violation().orElseThrow()).contains("and there is no ticket");
  }

  @Test
  void a_create_after_an_acknowledgement() {
    createdAfter = TICKET;
    end(TOLD_TICKET);

    assertThat(violation().orElseThrow()).contains("again after TICKET-1 had been acknowledged");
  }

  @Test
  void more_creates_than_things_that_went_wrong() {
    schedule = "fresh,ok,ok";
    end(TOLD_TICKET);

    assertThat(violation()).contains("createTicket was called 2 times, with 0 that went wrong.");
  }

  @Test
  void an_idempotent_create_may_be_made_again() {
    schedule = "ok,end+much-later,ok";
    createdAfter = TICKET;
    end(TOLD_TICKET);

    assertThat(new Judge(Explorer.TERMS, true).violation(outcome())).isEmpty();
    assertThat(violation()).isPresent();
  }

  @Test
  void a_workflow_that_ends_before_its_call() {
    leftOpen = true;
    end(TOLD_TICKET);

    assertThat(violation().orElseThrow()).contains("still under way");
  }

  @Test
  void something_that_stays_open_and_stops_the_clock() {
    clockStands = true;
    end(TOLD_TICKET);

    assertThat(violation().orElseThrow()).contains("still under way");
  }

  @Test
  void a_second_starter_that_is_told_something_else() {
    schedule = "fresh,ok+again";
    toldSecond = Ending.returned(OTHER);
    end(TOLD_TICKET);

    assertThat(violation().orElseThrow()).contains("second starter").contains(OTHER);

    toldSecond = TOLD_TICKET;

    assertThat(violation()).isEmpty();
  }

  @Test
  void a_workflow_that_takes_for_ever() {
    ends.add(new Outcome.End(TOLD_TICKET, Duration.ofHours(6), 1, tickets, null));

    assertThat(violation()).contains("The workflow took 6 hours.");
  }

  @Test
  void a_history_that_does_not_replay() {
    differenceInReplay = "another activity";
    end(TOLD_TICKET);

    assertThat(violation()).contains("A restarted worker goes another way: another activity.");
  }

  @Test
  void a_card_number_in_the_history() {
    secretInHistory = true;
    end(TOLD_TICKET);

    assertThat(violation()).contains("The card number stands in the history.");
  }

  @Test
  void a_history_that_grows_and_grows() {
    events = 1_001;
    end(TOLD_TICKET);

    assertThat(violation()).contains("The history has 1001 events.");
  }

  private void end(Ending ending) {
    ends.add(new Outcome.End(ending, Duration.ofMinutes(14), 1, tickets, null));
  }

  private void cancelled(int creates, List<String> ticketsThen, String kept) {
    ends.add(new Outcome.End(CANCELLED, Duration.ofMinutes(14), creates, ticketsThen, kept));
  }

  private Optional<String> violation() {
    return judge.violation(outcome());
  }

  private Outcome outcome() {
    List<SchedulePlan.Happened> happened =
        Arrays.stream(schedule.split(","))
            .map(step -> new SchedulePlan.Happened(Step.parse(step).orElseThrow(), List.of()))
            .toList();
    return new Outcome(
        happened,
        List.of(),
        ends,
        tickets,
        List.of(new Outcome.Line(Instant.EPOCH, "it begins")),
        new Outcome.Evidence(
            Optional.ofNullable(createdAfter),
            Optional.ofNullable(toldSecond),
            leftOpen,
            clockStands,
            false,
            List.of(history(events)),
            Optional.ofNullable(differenceInReplay),
            secretInHistory),
        Optional.empty());
  }

  private static WorkflowExecutionHistory history(int events) {
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
    return new WorkflowExecutionHistory(history.build());
  }
}
