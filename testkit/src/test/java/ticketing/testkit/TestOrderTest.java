package ticketing.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static ticketing.system.Operation.CREATE_TICKET;
import static ticketing.system.Operation.FIND_TICKET;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import ticketing.order.Strategy;
import ticketing.system.Reservations;
import ticketing.system.TimingGuarantees;
import ticketing.system.faults.Fault;
import ticketing.testkit.samples.SampleWorkflows;

/**
 * Tests that every check of {@link TestOrder} can fail, and that its failure explains the problem.
 */
class TestOrderTest {
  private static TestOrder order(Class<?> workflow) {
    return TestOrder.of(new Strategy("00-test", workflow));
  }

  @Test
  void a_right_order_passes_every_check() throws Exception {
    TestOrder order = order(SampleWorkflows.Correct.class);
    order.place();
    order.hasExactlyOneTicketAndReturnedIt();
    order.returnedATicket();
    order.hasTickets(1);
    order.called(CREATE_TICKET, 1);
    order.called(FIND_TICKET, 0);
    order.requireReplayableAndSecretFree();
  }

  @Test
  void each_check_can_fail() {
    TestOrder order = order(SampleWorkflows.Correct.class);
    order.faults(CREATE_TICKET, Fault.LOST_RESPONSE);
    order.place();
    assertThatThrownBy(order::hasExactlyOneTicketAndReturnedIt)
        .isInstanceOf(ExplainedFailure.class)
        .hasMessageStartingWith("The order has 2 tickets (TICKET-")
        .hasMessageContaining("Expected: exactly one ticket")
        .hasMessageContaining("Timeline: D = 30 s, L = 20 s")
        .hasMessageContaining("createTicket #1 → TICKET-")
        .hasMessageContaining("exercises/00-test/README.md");
    assertThatThrownBy(() -> order.hasTickets(1)).hasMessageContaining("1 ticket in the ledger");
    assertThatThrownBy(() -> order.called(CREATE_TICKET, 1)).hasMessageContaining("once");
    assertThatThrownBy(order::failed).hasMessageContaining("the workflow fails");
    assertThatThrownBy(order::wasRejectedWithoutATicket).hasMessageContaining("rejected");
    assertThatThrownBy(order::recordedItsOutcome).hasMessageContaining("cancelled");
    assertThatThrownBy(() -> order.hasHistoriesOfAtMost(5, 50))
        .hasMessageContaining("at most 5 events");
  }

  @Test
  void a_failure_fits_on_a_screen() {
    TestOrder order = order(SampleWorkflows.Correct.class);
    Fault[] outage = new Fault[30];
    Arrays.fill(outage, Fault.FAILED_BEFORE_WRITE);
    order.because("One sentence.");
    order.faults(CREATE_TICKET, outage);
    order.place();
    assertThatThrownBy(() -> order.hasTickets(0))
        .satisfies(
            failure -> assertThat(failure.getMessage().lines().count()).isLessThanOrEqualTo(20));
  }

  @Test
  void an_exception_of_the_workflow_comes_with_its_line() {
    TestOrder order = order(SampleWorkflows.Throwing.class);
    assertThatThrownBy(order::place)
        .hasMessageContaining("threw NullPointerException at SampleWorkflows.java:");
  }

  @Test
  void a_workflow_that_does_not_end_comes_with_its_line() {
    TestOrder order = order(SampleWorkflows.Waiting.class);
    assertThatThrownBy(order::place)
        .hasMessageContaining("was still running after 600 tasks")
        .hasMessageContaining("at SampleWorkflows.java:");
  }

  @Test
  void a_blocked_thread_comes_with_its_line() {
    TestOrder order = order(SampleWorkflows.Blocked.class);
    assertThatThrownBy(order::place)
        .hasMessageContaining("still running, blocked at SampleWorkflows.java:");
  }

  @Test
  void a_failure_counts_late_writes() {
    TestOrder order = order(SampleWorkflows.Correct.class);
    order.faults(CREATE_TICKET, Fault.LATE_WRITE);
    order.place();
    assertThatThrownBy(() -> order.called(CREATE_TICKET, 1))
        .hasMessageStartingWith("The order has 2 tickets");
  }

  @Test
  void a_timeline_shows_a_second_placement() {
    TestOrder order = order(SampleWorkflows.Correct.class);
    order.place();
    order.placeAgainMuchLater();
    assertThatThrownBy(() -> order.hasTickets(1))
        .hasMessageContaining("0:00:00  the workflow returned TICKET-")
        .hasMessageContaining("day 15, 0:00:00  Temporal has forgotten the order");
  }

  @Test
  void a_timeline_shows_the_death_of_a_worker() {
    TestOrder order = order(SampleWorkflows.Correct.class);
    order.workerDiesInFirstCreate();
    order.place();
    assertThatThrownBy(() -> order.hasTickets(1)).hasMessageContaining("the worker dies");
  }

  @Test
  void a_result_that_became_a_cancellation_is_explained() {
    TestOrder order = order(SampleWorkflows.Stubborn.class);
    order.placeAndHoldFirstCreate();
    order.cancel();
    order.releaseCreate();
    order.await();
    assertThatThrownBy(order::recordedItsOutcome)
        .hasMessageContaining(", but Temporal closed its run as cancelled.")
        .hasMessageContaining("the workflow is asked to cancel");
  }

  @Test
  void a_retried_rejection_is_explained() {
    TestOrder order = order(SampleWorkflows.Stubborn.class);
    order.rejectWith(Reservations.RejectionReason.PAYMENT_DECLINED);
    assertThatThrownBy(order::place)
        .hasMessageContaining("still running after 600 tasks")
        .hasMessageContaining("times. A rejection is final: do not retry it.");
  }

  @Test
  void a_wait_that_is_far_too_long_is_explained() {
    TestOrder order = order(SampleWorkflows.Stubborn.class);
    order.timing(new TimingGuarantees(Duration.ofSeconds(2), Duration.ofSeconds(1)));
    order.faults(CREATE_TICKET, Fault.FAILED_BEFORE_WRITE);
    order.place();
    assertThatThrownBy(() -> order.tookAtMost(Duration.ofSeconds(20)))
        .hasMessageContaining("the createTicket that followed, 1 min passed; D + L = 3 s");
  }

  @Test
  void waits_that_grow_for_ever_are_explained() {
    TestOrder order = order(SampleWorkflows.Growing.class);
    assertThatThrownBy(order::place)
        .hasMessageContaining("its workflow never ended.")
        .hasMessageContaining("The waits keep growing: 1 s, 2 s, … ");
  }

  @Test
  void what_temporal_refuses_is_said_at_once() {
    TestOrder order = order(SampleWorkflows.Refused.class);
    assertThatThrownBy(order::place)
        .hasMessageContaining("still running: Temporal refuses \"MaximumInterval");
  }

  @Test
  void a_run_without_its_input_is_explained() {
    TestOrder order = order(SampleWorkflows.Forgetful.class);
    order.place();
    assertThatThrownBy(order::returnedATicket)
        .hasMessageContaining("The workflow continued as new without its input.");
  }

  @Test
  void a_replay_that_takes_another_path_fails() {
    TestOrder order = order(SampleWorkflows.NonDeterministic.class);
    order.place();
    assertThatThrownBy(order::requireReplayableAndSecretFree)
        .hasMessageContaining("the replay takes the same path");
  }

  @Test
  void a_card_number_comes_with_its_event() {
    TestOrder order = order(SampleWorkflows.Leaking.class);
    order.placeWithOneRetry();
    order.hasExactlyOneTicketAndReturnedIt();
    assertThatThrownBy(order::requireReplayableAndSecretFree)
        .hasMessageMatching(
            "(?s).*the card number is nowhere in the history; it is in event 1,"
                + " WorkflowExecutionStarted, of workflow order-\\d+[.].*");
  }
}
