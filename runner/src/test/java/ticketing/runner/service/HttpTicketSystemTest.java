package ticketing.runner.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static ticketing.runner.service.ServedOrders.CARD;
import static ticketing.runner.service.ServedOrders.ORDER;
import static ticketing.runner.service.ServedOrders.SOLD_OUT;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import ticketing.order.OrderActivities;
import ticketing.system.NotSentException;
import ticketing.system.RejectedException;
import ticketing.system.Reservation;
import ticketing.system.Ticket;
import ticketing.system.TicketSystemException;
import ticketing.system.Token;

/** The client and the service: what the activities see is what they see of a ledger on disk. */
@Timeout(20)
class HttpTicketSystemTest {
  @TempDir private Path database;
  private ServedOrders orders;

  @BeforeEach
  void serve() {
    orders = new ServedOrders(database);
  }

  @AfterEach
  void end() {
    orders.leave();
  }

  @Test
  void a_reservation_comes_with_the_terms_of_service() {
    assertThat(orders.client.findReservation(orders.token(), ORDER))
        .isEqualTo(new Reservation(ORDER, "Music of the Spheres", "C1", TicketService.TERMS));
  }

  @Test
  void a_created_ticket_is_on_disk_and_is_found() {
    Ticket ticket = orders.create();

    assertThat(ticket.orderId()).isEqualTo(ORDER);
    assertThat(ticket.paymentInfo()).isEqualTo(CARD);
    assertThat(orders.tickets()).containsExactly(ticket.ticketId());
    assertThat(orders.client.findTicket(ORDER)).contains(ticket);
  }

  @Test
  void a_create_is_not_idempotent_here_either() {
    orders.create();
    orders.create();

    assertThat(orders.tickets()).hasSize(2);
  }

  @Test
  void none_is_what_a_look_up_says_that_saw_none() {
    assertThat(orders.client.findTicket(ORDER)).isEmpty();
  }

  @Test
  void a_rejection_arrives_as_one() {
    assertThatExceptionOfType(RejectedException.class)
        .isThrownBy(() -> orders.create(SOLD_OUT))
        .withMessage("No ticket for order-137035: the event is sold out.");
    assertThatExceptionOfType(RejectedException.class)
        .isThrownBy(() -> orders.client.findReservation(orders.token(), "order-1"))
        .withMessageStartingWith("Unknown order order-1");
    assertThatExceptionOfType(RejectedException.class)
        .isThrownBy(() -> orders.client.findTicket("../order-1"))
        .withMessageStartingWith("Not an order ID");
    assertThatExceptionOfType(RejectedException.class)
        .isThrownBy(() -> orders.client.issueToken(null));
  }

  @Test
  void an_expired_token_means_not_sent() {
    Token expired = new Token("token-1", Instant.EPOCH);

    assertThatExceptionOfType(NotSentException.class)
        .isThrownBy(
            () -> orders.client.createTicket(expired, ServedOrders.reservation(ORDER), CARD));
    assertThat(orders.tickets()).isEmpty();
  }

  @Test
  void a_service_that_is_not_there_is_an_unknown_outcome_that_names_the_fix() {
    URI address = orders.service.address();
    orders.close();

    assertThatExceptionOfType(TicketSystemException.class)
        .isThrownBy(() -> new HttpTicketSystem(address).findTicket(ORDER))
        .isExactlyInstanceOf(TicketSystemException.class)
        .withMessageContaining("./workshop tickets");
  }

  @Test
  void a_host_that_nobody_knows_is_no_service_to_be_started() {
    HttpTicketSystem nowhere = new HttpTicketSystem(URI.create("http://nosuchhost.invalid:7280"));

    assertThatExceptionOfType(TicketSystemException.class)
        .isThrownBy(() -> nowhere.findTicket(ORDER))
        .withMessage(
            "findTicket: there is no host \"nosuchhost.invalid\" in the network. Correct --tickets or"
                + " WORKSHOP_TICKETS");
  }

  @Test
  void a_ledger_that_cannot_be_read_is_an_unknown_outcome_and_never_none() throws Exception {
    Files.writeString(database.resolve(ORDER), "no folder");

    assertThatExceptionOfType(TicketSystemException.class)
        .isThrownBy(() -> orders.client.findTicket(ORDER))
        .withMessageContaining("Cannot read the ledger");
  }

  @Test
  void a_caller_whose_time_is_over_sends_nothing() {
    Token token = orders.token();
    HttpTicketSystem late =
        new HttpTicketSystem(orders.service.address(), () -> Instant.EPOCH, () -> {});

    assertThatExceptionOfType(TicketSystemException.class)
        .isThrownBy(() -> late.createTicket(token, ServedOrders.reservation(ORDER), CARD))
        .withMessageContaining("nobody waits for it");
    assertThat(orders.creates()).isEmpty();
  }

  @Test
  void the_client_gives_up_before_temporal_does() {
    assertThat(HttpTicketSystem.PATIENCE).isLessThan(OrderActivities.START_TO_CLOSE);
  }
}
