package ticketing.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static ticketing.system.Operation.CREATE_TICKET;
import static ticketing.system.Operation.FIND_TICKET;

import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Workflow;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import ticketing.order.OrderActivities;
import ticketing.order.OrderWorkflow;
import ticketing.order.Strategy;
import ticketing.system.Reservation;
import ticketing.system.Token;
import ticketing.system.faults.Fault;

/** Every assertion of a test can fail, and says what somebody needs to know. */
class TestOrderTest {

  private static OrderActivities activities() {
    return Workflow.newActivityStub(
        OrderActivities.class,
        ActivityOptions.newBuilder()
            .setStartToCloseTimeout(OrderActivities.START_TO_CLOSE)
            .build());
  }

  /** Creates once and returns the ticket. */
  public static final class Right implements OrderWorkflow {
    @Override
    public String placeOrder(String orderId) {
      Token token = activities().issueToken(orderId);
      Reservation reservation = activities().findReservation(token, orderId);
      return activities().createTicket(token, reservation);
    }
  }

  /** Has a bug. */
  public static final class Throwing implements OrderWorkflow {
    @Override
    public String placeOrder(String orderId) {
      throw new NullPointerException("a bug");
    }
  }

  /** Never ends, though it does not burn. */
  public static final class Waiting implements OrderWorkflow {
    @Override
    public String placeOrder(String orderId) {
      while (true) {
        activities().findTicket(orderId);
      }
    }
  }

  /** Takes another way when it is replayed. */
  public static final class Fickle implements OrderWorkflow {
    private static int runs;

    @Override
    public String placeOrder(String orderId) {
      if (runs++ % 2 == 0) {
        activities().findTicket(orderId);
      } else {
        activities().issueToken(orderId);
      }
      return "TICKET-1";
    }
  }

  private static TestOrder order(Class<?> workflow) {
    return TestOrder.of(new Strategy("00-test", workflow));
  }

  @Test
  void a_right_order_satisfies_what_is_asserted_of_it() throws Exception {
    TestOrder order = order(Right.class);
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
    TestOrder order = order(Right.class);
    order.faults(CREATE_TICKET, Fault.RESPONSE_LOST);
    order.place();
    assertThatThrownBy(order::hasExactlyOneTicketAndReturnedIt)
        .isInstanceOf(Lesson.class)
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
    TestOrder order = order(Right.class);
    Fault[] outage = new Fault[30];
    Arrays.fill(outage, Fault.UNAVAILABLE);
    order.because("One sentence.");
    order.faults(CREATE_TICKET, outage);
    order.place();
    assertThatThrownBy(() -> order.hasTickets(0))
        .satisfies(
            lesson ->
                assertThat(lesson.getMessage().lines().count())
                    .isLessThanOrEqualTo(LessonText.MOST_LINES));
  }

  @Test
  void an_exception_of_the_workflow_is_told_with_its_line() {
    TestOrder order = order(Throwing.class);
    assertThatThrownBy(order::place)
        .hasMessageContaining("threw NullPointerException: a bug, at TestOrderTest.java:");
  }

  @Test
  void a_workflow_that_does_not_end_is_told_with_its_line() {
    TestOrder order = TestOrder.of(new Strategy("00-test", Waiting.class), 1);
    assertThatThrownBy(order::place)
        .hasMessageContaining("still running after 1 s")
        .hasMessageContaining("at TestOrderTest.java:");
  }

  @Test
  void a_replay_that_takes_another_way_is_found() {
    TestOrder order = order(Fickle.class);
    order.place();
    assertThatThrownBy(order::requireReplayableAndSecretFree)
        .hasMessageContaining("the replay takes the same way");
  }
}
