package ticketing.childworkflow;

import static ticketing.system.Operation.CREATE_TICKET;
import static ticketing.system.Operation.FIND_TICKET;
import static ticketing.system.TimingGuarantees.USUAL;
import static ticketing.system.faults.Fault.LATE;
import static ticketing.system.faults.Fault.NONE;
import static ticketing.system.faults.Fault.RESPONSE_LOST;
import static ticketing.system.faults.Fault.STALE;
import static ticketing.system.faults.Fault.UNAVAILABLE;

import java.util.Collections;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import ticketing.order.OrderActivities;
import ticketing.system.Reservations;
import ticketing.system.faults.Fault;
import ticketing.testkit.ExactlyOneSuite;

/** What stage 04 has to do: all of {@link ExactlyOneSuite}, and one child per order. */
class ChildWorkflowTest extends ExactlyOneSuite {
  ChildWorkflowTest() {
    super(OrderWorker.STRATEGY);
  }

  @Test
  @Tag("stretch")
  void a_very_long_outage_leaves_every_history_short() {
    order.because("One run of the child is one attempt; neither it nor the parent grows.");
    order.faults(CREATE_TICKET, Collections.nCopies(40, UNAVAILABLE).toArray(Fault[]::new));
    order.place();
    order.hasExactlyOneTicketAndReturnedIt();
    order.hasHistoriesOfAtMost(60);
  }

  @Test
  @Tag("stretch")
  void a_second_parent_never_creates_beside_the_child_of_the_first() {
    order.because(
        "The first parent is gone, its child is not. One child per order: give it an ID.");
    order.faults(CREATE_TICKET, RESPONSE_LOST);
    order.faults(FIND_TICKET, NONE, STALE, STALE, STALE, STALE);
    order.placeAndHoldFirstCreate();
    order.terminate();
    order.letCreateGo();
    order.placeAgainAtOnce();
    order.hasExactlyOneTicketAndReturnedIt();
    order.called(CREATE_TICKET, 1);
  }

  @Test
  @Tag("stretch")
  void a_child_that_ended_with_a_ticket_is_never_started_again() {
    order.because("A new child would validate before the ticket can be seen, and create again.");
    order.faults(FIND_TICKET, NONE, STALE, STALE, STALE, STALE);
    order.placeAndHoldFirstCreate();
    order.terminate();
    order.letCreateGo();
    order.awaitChildLeftBehind();
    order.placeAgainAtOnce();
    order.hasExactlyOneTicketAndReturnedIt();
    order.called(CREATE_TICKET, 1);
  }

  @Test
  @Tag("stretch")
  void a_child_that_was_cancelled_without_a_ticket_is_started_again() {
    order.because("One child at a time, not one for ever: a cancelled child has sold nothing.");
    order.faults(CREATE_TICKET, UNAVAILABLE);
    order.placeAndHoldFirstCreate();
    order.cancel();
    order.letCreateGo();
    order.await();
    order.keptWhatItFound();
    order.placeAgainAtOnce();
    order.hasExactlyOneTicketAndReturnedIt();
    order.called(CREATE_TICKET, 2);
  }

  @Test
  @Tag("stretch")
  void a_cancelled_child_settles_also_when_its_parent_is_gone() {
    order.because("Nobody else settles now, and the next child starts with a validation.");
    order.heldCreateWorks(OrderActivities.START_TO_CLOSE.minusSeconds(1));
    order.faults(CREATE_TICKET, LATE);
    order.faults(FIND_TICKET, NONE, STALE, STALE, STALE, STALE);
    order.placeAndHoldFirstCreate();
    order.terminate();
    order.cancelChildren();
    order.letCreateGo();
    order.pass(USUAL.maxWriteDelay().plus(USUAL.maxReadLag()).plusSeconds(1));
    order.placeAgainAtOnce();
    order.hasExactlyOneTicketAndReturnedIt();
    order.called(CREATE_TICKET, 1);
  }

  @Test
  @Tag("stretch")
  void a_rejection_is_final_also_for_whoever_retries_the_order() {
    order.because("Only the failure at the top decides about a retry, also one level up.");
    order.rejectWith(Reservations.RejectionReason.PAYMENT_DECLINED);
    order.placeWithASecondTry();
    order.wasRejectedWithoutATicket();
    order.called(CREATE_TICKET, 1);
  }
}
