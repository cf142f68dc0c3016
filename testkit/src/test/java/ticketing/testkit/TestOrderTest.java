package ticketing.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static ticketing.system.Operation.CREATE_TICKET;
import static ticketing.system.Operation.FIND_TICKET;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import ticketing.order.Strategy;
import ticketing.system.faults.Fault;
import ticketing.testkit.samples.SampleWorkflows;

/** Every assertion of a test can fail, and says what somebody needs to know. */
class TestOrderTest {
  private static TestOrder order(Class<?> workflow) {
    return TestOrder.of(new Strategy("00-test", workflow));
  }

  @Test
  void a_right_order_satisfies_what_is_asserted_of_it() throws Exception {
    TestOrder order = order(SampleWorkflows.Right.class);
    order.place();
    order.hasExactlyOneTicketAndReturnedIt();
    order.returnedATicket();
    order.hasTickets(1);
    order.called(CREATE_TICKET, 1);
    order.called(FIND_TICKET, 0);
    order.requireReplayableAndSecretFree();
  }

  @Test
  void each_assertion_fails_where_it_does_not_hold() {
    TestOrder order = order(SampleWorkflows.Right.class);
    order.faults(CREATE_TICKET, Fault.RESPONSE_LOST);
    order.place();
    assertThatThrownBy(order::hasExactlyOneTicketAndReturnedIt)
        .isInstanceOf(ExplainedFailure.class)
        .hasMessageContaining("Expected: exactly one ticket")
        .hasMessageContaining("createTicket #1 → TICKET-")
        .hasMessageContaining("exercises/00-test/README.md");
    assertThatThrownBy(() -> order.hasTickets(1)).hasMessageContaining("one ticket");
    assertThatThrownBy(() -> order.called(CREATE_TICKET, 1)).hasMessageContaining("once");
    assertThatThrownBy(order::failed).hasMessageContaining("the workflow fails");
    assertThatThrownBy(order::wasRejectedWithoutATicket).hasMessageContaining("rejected");
    assertThatThrownBy(order::keptWhatItFound).hasMessageContaining("cancelled");
    assertThatThrownBy(() -> order.hasHistoriesOfAtMost(5)).hasMessageContaining("5 events");
  }

  @Test
  void a_lesson_fits_on_a_screen() {
    TestOrder order = order(SampleWorkflows.Right.class);
    Fault[] outage = new Fault[30];
    Arrays.fill(outage, Fault.UNAVAILABLE);
    order.because("One sentence.");
    order.faults(CREATE_TICKET, outage);
    order.place();
    assertThatThrownBy(() -> order.hasTickets(0))
        .satisfies(
            lesson ->
                assertThat(lesson.getMessage().lines().count())
                    .isLessThanOrEqualTo(FailureReport.MOST_LINES));
  }

  @Test
  void an_exception_of_the_workflow_is_told_with_its_line() {
    TestOrder order = order(SampleWorkflows.Throwing.class);
    assertThatThrownBy(order::place)
        .hasMessageContaining("threw NullPointerException: a bug, at SampleWorkflows.java:");
  }

  @Test
  void a_workflow_that_does_not_end_is_told_with_its_line() {
    TestOrder order = TestOrder.of(new Strategy("00-test", SampleWorkflows.Waiting.class), 1);
    assertThatThrownBy(order::place)
        .hasMessageContaining("still running after 1 s")
        .hasMessageContaining("at SampleWorkflows.java:");
  }

  @Test
  void a_replay_that_takes_another_way_is_found() {
    TestOrder order = order(SampleWorkflows.Fickle.class);
    order.place();
    assertThatThrownBy(order::requireReplayableAndSecretFree)
        .hasMessageContaining("the replay takes the same way");
  }
}
