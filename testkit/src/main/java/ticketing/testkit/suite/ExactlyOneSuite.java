package ticketing.testkit.suite;

import static ticketing.system.Operation.CREATE_TICKET;
import static ticketing.system.Operation.FIND_RESERVATION;
import static ticketing.system.Operation.FIND_TICKET;
import static ticketing.system.Operation.ISSUE_TOKEN;
import static ticketing.system.faults.Fault.FAILED_BEFORE_WRITE;
import static ticketing.system.faults.Fault.LATE_WRITE;
import static ticketing.system.faults.Fault.LOOK_UP_UNAVAILABLE;
import static ticketing.system.faults.Fault.LOST_RESPONSE;
import static ticketing.system.faults.Fault.NONE;
import static ticketing.system.faults.Fault.RESERVATIONS_DOWN;
import static ticketing.system.faults.Fault.STALE_READ;
import static ticketing.system.faults.Fault.TOKEN_SERVICE_DOWN;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import ticketing.order.Strategy;
import ticketing.system.Reservations;
import ticketing.system.TimingGuarantees;
import ticketing.system.faults.Fault;
import ticketing.testkit.ExplainedFailure;
import ticketing.testkit.TestOrder;
import ticketing.testkit.explorer.Explorer;
import ticketing.testkit.explorer.Scope;
import ticketing.testkit.explorer.StrategyUnderTest;

/**
 * Tests "exactly one ticket", for exercises 03 and 04, in four rings: {@code core} covers the
 * pattern itself, {@code stretch} dead workers and long outages, {@code proof} every fault
 * schedule, and {@code expert} cancellation.
 */
public abstract class ExactlyOneSuite {
  private static final TimingGuarantees SLOW =
      new TimingGuarantees(Duration.ofMinutes(10), Duration.ofMinutes(4));
  private static final TimingGuarantees QUICK =
      new TimingGuarantees(Duration.ofSeconds(2), Duration.ofSeconds(1));

  /** An exploration takes a few seconds, but on a busy machine many more. */
  private static final int PROOF_LIMIT_SECONDS = 180;

  private final Strategy strategy;

  /** The order that each test places. */
  @RegisterExtension protected final TestOrder order;

  /** Tests this strategy. */
  protected ExactlyOneSuite(Strategy strategy) {
    this.strategy = strategy;
    order = TestOrder.of(strategy);
  }

  @Test
  @Tag("core")
  void the_workflow_code_is_deterministic() {
    order.workflowCodeIsDeterministic();
  }

  @Test
  @Tag("core")
  void a_failure_before_the_write_is_retried() {
    order.because("A create call that failed before the write left no ticket. Retry it.");
    order.faults(ISSUE_TOKEN, TOKEN_SERVICE_DOWN);
    order.faults(FIND_RESERVATION, RESERVATIONS_DOWN);
    order.faults(CREATE_TICKET, FAILED_BEFORE_WRITE, FAILED_BEFORE_WRITE, FAILED_BEFORE_WRITE);
    order.place();
    order.hasExactlyOneTicketAndReturnedIt();
    order.called(CREATE_TICKET, 4);
  }

  @Test
  @Tag("core")
  void a_lost_response_does_not_sell_the_seat_twice() {
    order.because("The ticket exists; only the response was lost. Validate before you retry.");
    order.timing(QUICK);
    order.faults(CREATE_TICKET, LOST_RESPONSE);
    order.place();
    order.hasExactlyOneTicketAndReturnedIt();
    order.called(CREATE_TICKET, 1);
    order.tookAtMost(Duration.ofSeconds(20));
  }

  @Test
  @Tag("core")
  void the_workflow_waits_for_a_late_write() {
    order.because(
        "A create call may write up to D after its caller gave up, and its ticket may be invisible"
            + " for L after that: \"none yet\" is not \"none\".");
    order.timing(SLOW);
    order.faults(CREATE_TICKET, LATE_WRITE);
    order.faultsAfterCreate(STALE_READ, STALE_READ, STALE_READ);
    order.place();
    order.hasExactlyOneTicketAndReturnedIt();
    order.called(CREATE_TICKET, 1);
  }

  @Test
  @Tag("core")
  void an_acknowledged_ticket_is_final_even_if_invisible() {
    order.because(
        "The create call was acknowledged. A look-up that misses the ticket changes nothing.");
    order.faults(
        FIND_TICKET, STALE_READ, STALE_READ, STALE_READ, STALE_READ, STALE_READ, STALE_READ);
    order.place();
    order.hasExactlyOneTicketAndReturnedIt();
    order.called(CREATE_TICKET, 1);
  }

  @Test
  @Tag("core")
  void a_failed_lookup_does_not_mean_no_ticket() {
    order.because("A failed look-up does not mean that there is no ticket. Retry it.");
    order.faults(CREATE_TICKET, LOST_RESPONSE);
    order.faultsAfterCreate(LOOK_UP_UNAVAILABLE, LOOK_UP_UNAVAILABLE, LOOK_UP_UNAVAILABLE);
    order.place();
    order.hasExactlyOneTicketAndReturnedIt();
    order.called(CREATE_TICKET, 1);
  }

  @Test
  @Tag("core")
  void an_order_placed_again_much_later_gets_its_ticket() {
    order.because(
        "Temporal has forgotten the first run. Only validating first protects the order.");
    order.place();
    order.placeAgainMuchLater();
    order.hasExactlyOneTicketAndReturnedIt();
    order.called(CREATE_TICKET, 1);
  }

  @Test
  @Tag("core")
  void a_declined_payment_ends_the_order_without_a_ticket() {
    order.because("A rejection is an answer, not an outage: asking again cannot change it.");
    order.rejectWith(Reservations.RejectionReason.PAYMENT_DECLINED);
    order.place();
    order.wasRejectedWithoutATicket();
    order.failedWithTheRejectionItself();
    order.called(CREATE_TICKET, 1);
  }

  @Test
  @Tag("stretch")
  void a_create_call_is_retried_if_its_worker_dies() {
    order.because("The worker died. After the start-to-close timeout, the outcome is ambiguous.");
    order.workerDiesInFirstCreate();
    order.faults(CREATE_TICKET, FAILED_BEFORE_WRITE);
    order.place();
    order.hasExactlyOneTicketAndReturnedIt();
    order.called(CREATE_TICKET, 2);
  }

  @Test
  @Tag("stretch")
  void a_late_write_of_a_killed_worker_is_waited_for() {
    order.because("D starts when Temporal gives up the attempt, not when the call is made.");
    order.workerDiesInFirstCreate();
    order.faults(CREATE_TICKET, LATE_WRITE);
    order.faultsAfterCreate(STALE_READ, STALE_READ, STALE_READ);
    order.place();
    order.hasExactlyOneTicketAndReturnedIt();
    order.called(CREATE_TICKET, 1);
  }

  @Test
  @Tag("stretch")
  void an_expired_token_is_replaced_during_an_outage() {
    order.because(
        "With an expired token nothing is sent: get a new token, or the retries never end.");
    order.tokensExpireAfter(Duration.ofMinutes(2));
    order.faults(
        CREATE_TICKET,
        FAILED_BEFORE_WRITE,
        FAILED_BEFORE_WRITE,
        FAILED_BEFORE_WRITE,
        FAILED_BEFORE_WRITE,
        FAILED_BEFORE_WRITE);
    order.place();
    order.hasExactlyOneTicketAndReturnedIt();
  }

  @Test
  @Tag("proof")
  @Timeout(PROOF_LIMIT_SECONDS)
  void every_fault_schedule_ends_with_exactly_one_ticket() {
    explore(Scope.PROOF);
  }

  @Test
  @Tag("expert")
  void a_cancelled_order_records_its_ticket() {
    order.because(
        "Cancellation does not undo a create call. The next run must be able to see its ticket.");
    cancelDuringCreateAndPlaceAgain(NONE);
  }

  @Test
  @Tag("expert")
  void a_cancelled_order_with_lost_response_records_its_ticket() {
    order.because(
        "Cancellation does not undo a create call, and the response of this one was lost.");
    cancelDuringCreateAndPlaceAgain(LOST_RESPONSE);
  }

  @Test
  @Tag("expert")
  void a_cancelled_order_with_slow_create_call_records_its_ticket() {
    order.because(
        "A create call continues when its order is cancelled: D starts when the call ends.");
    order.heldCreateWritesBeforeItTimesOut();
    cancelDuringCreateAndPlaceAgain(LATE_WRITE);
  }

  @Test
  @Tag("expert")
  @Timeout(PROOF_LIMIT_SECONDS)
  void every_cancelled_order_records_the_truth() {
    explore(Scope.CANCELLATION);
  }

  /** Explores every schedule in this scope; fails with the shortest counterexample. */
  private void explore(Scope scope) {
    new Explorer(StrategyUnderTest.of(strategy), scope)
        .explore(soFar -> soFar.counterexample().isEmpty())
        .problem("prove " + strategy.name().replaceFirst("-.*", ""))
        .ifPresent(
            text -> {
              throw new ExplainedFailure(text.lines().findFirst().orElseThrow(), text);
            });
  }

  private void cancelDuringCreateAndPlaceAgain(Fault fault) {
    order.faults(CREATE_TICKET, fault);
    order.faultsAfterCreate(STALE_READ, STALE_READ, STALE_READ, STALE_READ);
    order.placeAndHoldFirstCreate();
    order.cancel();
    order.releaseCreate();
    order.await();
    order.recordedItsOutcome();
    order.placeAgainAtOnce();
    order.hasExactlyOneTicketAndReturnedIt();
    order.called(CREATE_TICKET, 1);
  }
}
