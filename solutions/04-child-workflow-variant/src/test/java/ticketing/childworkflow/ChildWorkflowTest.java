package ticketing.childworkflow;

import static ticketing.system.Operation.CREATE_TICKET;
import static ticketing.system.Operation.FIND_TICKET;
import static ticketing.system.TimingGuarantees.USUAL;
import static ticketing.system.faults.Fault.FAILED_BEFORE_WRITE;
import static ticketing.system.faults.Fault.LATE_WRITE;
import static ticketing.system.faults.Fault.LOST_RESPONSE;
import static ticketing.system.faults.Fault.STALE_READ;

import java.util.Collections;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import ticketing.system.Reservations;
import ticketing.system.faults.Fault;
import ticketing.testkit.suite.ExactlyOneSuite;

/** Tests exercise 04 with {@link ExactlyOneSuite}, and that it has one child per order. */
class ChildWorkflowTest extends ExactlyOneSuite {
  ChildWorkflowTest() {
    super(OrderWorker.STRATEGY);
  }

  @Test
  @Tag("stretch")
  void every_history_stays_short_in_a_long_outage() {
    order.because("Each attempt is a separate run: neither its history nor the parent's grows.");
    order.faults(CREATE_TICKET, Collections.nCopies(60, FAILED_BEFORE_WRITE).toArray(Fault[]::new));
    order.place();
    order.hasExactlyOneTicketAndReturnedIt();
    order.hasHistoriesOfAtMost(50, 150);
  }

  @Test
  @Tag("stretch")
  void a_second_parent_starts_no_second_child() {
    order.because(
        "The first parent was terminated. Its child must continue, and the order must get no other.");
    order.faults(CREATE_TICKET, LOST_RESPONSE);
    order.faults(FIND_TICKET, Collections.nCopies(60, STALE_READ).toArray(Fault[]::new));
    order.placeAndHoldFirstCreate();
    order.terminate();
    order.releaseCreate();
    order.placeAgainAtOnce();
    order.hasExactlyOneTicketAndReturnedIt();
    order.called(CREATE_TICKET, 1);
  }

  @Test
  @Tag("stretch")
  void a_second_parent_does_not_wait_forever() {
    order.because(
        "The other child may never get a ticket. After some settle times, leave it to a person.");
    order.faults(CREATE_TICKET, Collections.nCopies(60, FAILED_BEFORE_WRITE).toArray(Fault[]::new));
    order.placeAndHoldFirstCreate();
    order.terminate();
    order.releaseCreate();
    order.placeAgainAtOnce();
    order.leftItsOutcomeToAPerson();
  }

  @Test
  @Tag("stretch")
  void a_child_with_a_ticket_is_never_started_again() {
    order.because(
        "A new child would validate before the ticket is visible, and create a second one.");
    order.faultsAfterCreate(STALE_READ, STALE_READ, STALE_READ, STALE_READ);
    order.placeAndHoldFirstCreate();
    order.terminate();
    order.releaseCreate();
    order.awaitAbandonedChild();
    order.placeAgainAtOnce();
    order.hasExactlyOneTicketAndReturnedIt();
    order.called(CREATE_TICKET, 1);
  }

  @Test
  @Tag("stretch")
  void a_rejection_stays_final_when_the_order_is_retried() {
    order.because(
        "Only the top-level failure decides whether Temporal retries, even for the whole order.");
    order.rejectWith(Reservations.RejectionReason.PAYMENT_DECLINED);
    order.placeWithOneRetry();
    order.wasRejectedWithoutATicket();
    order.called(CREATE_TICKET, 1);
  }

  @Test
  @Tag("expert")
  void a_child_cancelled_without_a_ticket_is_started_again() {
    order.because("One child at a time, not one forever: the cancelled child sold nothing.");
    order.faults(CREATE_TICKET, FAILED_BEFORE_WRITE);
    order.placeAndHoldFirstCreate();
    order.cancel();
    order.releaseCreate();
    order.await();
    order.recordedItsOutcome();
    order.placeAgainAtOnce();
    order.hasExactlyOneTicketAndReturnedIt();
    order.called(CREATE_TICKET, 2);
  }

  @Test
  @Tag("expert")
  void a_cancelled_child_settles_even_without_its_parent() {
    order.because("The parent can no longer settle, and the next child starts with a validation.");
    order.heldCreateWritesBeforeItTimesOut();
    order.faults(CREATE_TICKET, LATE_WRITE);
    order.faultsAfterCreate(STALE_READ, STALE_READ, STALE_READ, STALE_READ);
    order.placeAndHoldFirstCreate();
    order.terminate();
    order.cancelChildren();
    order.releaseCreate();
    order.skip(USUAL.maxWriteDelay().plus(USUAL.maxReadLag()).plusSeconds(1));
    order.placeAgainAtOnce();
    order.hasExactlyOneTicketAndReturnedIt();
    order.called(CREATE_TICKET, 1);
  }
}
