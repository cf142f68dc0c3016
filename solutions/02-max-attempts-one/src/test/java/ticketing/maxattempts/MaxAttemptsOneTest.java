package ticketing.maxattempts;

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

/** Tests exercise 02, which never sells the seat twice but fails its customer in two ways. */
class MaxAttemptsOneTest {
  @RegisterExtension final TestOrder order = TestOrder.of(OrderWorker.STRATEGY);

  @Test
  @Tag("core")
  void the_workflow_code_is_deterministic() {
    order.workflowCodeIsDeterministic();
  }

  @Test
  @Tag("core")
  void an_order_gets_a_ticket_and_its_number() {
    order.because("Nothing fails, so the result is the same as in exercise 01.");
    order.place();
    order.hasExactlyOneTicketAndReturnedIt();
  }

  @Test
  @Tag("core")
  void outages_of_read_only_calls_are_still_survived() {
    order.because(
        "Only the create call is limited to one attempt. Read-only calls can be retried.");
    order.faults(ISSUE_TOKEN, TOKEN_SERVICE_DOWN, TOKEN_SERVICE_DOWN);
    order.faults(FIND_RESERVATION, RESERVATIONS_DOWN, RESERVATIONS_DOWN);
    order.place();
    order.hasExactlyOneTicketAndReturnedIt();
  }

  @Test
  @Tag("core")
  void a_lost_response_sells_the_seat_but_reports_failure() {
    order.because(
        "One attempt never sells it twice. But the customer is told \"failed\", and the seat is sold.");
    order.faults(CREATE_TICKET, LOST_RESPONSE);
    order.place();
    order.failed();
    order.hasTickets(1);
  }

  @Test
  @Tag("core")
  void a_late_write_sells_the_seat_but_reports_failure() {
    order.because("The order had already failed when its create call wrote the ticket.");
    order.faults(CREATE_TICKET, LATE_WRITE);
    order.place();
    order.failed();
    order.hasTickets(1);
  }

  @Test
  @Tag("core")
  void a_failure_before_the_write_leaves_no_ticket() {
    order.because("A short outage ends the order, although the seat is free.");
    order.faults(CREATE_TICKET, FAILED_BEFORE_WRITE);
    order.place();
    order.failed();
    order.hasTickets(0);
    order.called(CREATE_TICKET, 1);
  }

  @Test
  @Tag("core")
  void a_declined_payment_is_reported_as_declined() {
    order.because("The customer must be able to tell a rejection from an outage.");
    order.rejectWith(Reservations.RejectionReason.PAYMENT_DECLINED);
    order.place();
    order.wasRejectedWithoutATicket();
    order.called(CREATE_TICKET, 1);
  }
}
