package ticketing.naive;

import static ticketing.system.Operation.CREATE_TICKET;
import static ticketing.system.Operation.FIND_RESERVATION;
import static ticketing.system.Operation.ISSUE_TOKEN;
import static ticketing.system.faults.Fault.FAILED_BEFORE_WRITE;
import static ticketing.system.faults.Fault.LATE_WRITE;
import static ticketing.system.faults.Fault.LOST_RESPONSE;
import static ticketing.system.faults.Fault.RESERVATIONS_DOWN;
import static ticketing.system.faults.Fault.TOKEN_SERVICE_DOWN;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ticketing.system.Reservations;
import ticketing.testkit.TestOrder;

/** Tests exercise 01, which survives outages but sells the seat twice. */
class NaiveCreateTest {
  @RegisterExtension final TestOrder order = TestOrder.of(OrderWorker.STRATEGY);

  @Test
  @Tag("core")
  void the_workflow_code_is_deterministic() {
    order.workflowCodeIsDeterministic();
  }

  @Test
  @Tag("core")
  void an_order_gets_a_ticket_and_its_number() {
    order.because(
        "Token, reservation, create: the number that createTicket returns is the result.");
    order.place();
    order.hasExactlyOneTicketAndReturnedIt();
    order.called(ISSUE_TOKEN, 1);
    order.called(FIND_RESERVATION, 1);
    order.called(CREATE_TICKET, 1);
  }

  @Test
  @Tag("core")
  void an_order_survives_an_outage_of_every_service() {
    order.because(
        "Temporal retries an activity until it succeeds, unless its options say otherwise.");
    order.faults(ISSUE_TOKEN, TOKEN_SERVICE_DOWN, TOKEN_SERVICE_DOWN);
    order.faults(FIND_RESERVATION, RESERVATIONS_DOWN, RESERVATIONS_DOWN);
    order.faults(CREATE_TICKET, FAILED_BEFORE_WRITE, FAILED_BEFORE_WRITE, FAILED_BEFORE_WRITE);
    order.place();
    order.hasExactlyOneTicketAndReturnedIt();
    order.called(CREATE_TICKET, 4);
  }

  @Test
  @Tag("core")
  void a_lost_response_sells_the_seat_twice() {
    order.because("The create call succeeded, its response was lost, and Temporal retried it.");
    order.faults(CREATE_TICKET, LOST_RESPONSE);
    order.place();
    order.hasTickets(2);
    order.returnedATicket();
  }

  @Test
  @Tag("core")
  void a_late_write_sells_the_seat_twice() {
    order.because(
        "The first create call got no response, Temporal retried it, and both wrote a ticket.");
    order.faults(CREATE_TICKET, LATE_WRITE);
    order.place();
    order.hasTickets(2);
    order.returnedATicket();
  }

  @Test
  @Tag("core")
  void a_declined_payment_is_not_retried() {
    order.because("A rejection is not an outage: its failure is non-retryable and ends the order.");
    order.rejectWith(Reservations.RejectionReason.PAYMENT_DECLINED);
    order.place();
    order.wasRejectedWithoutATicket();
    order.called(CREATE_TICKET, 1);
  }
}
