package ticketing.runner.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static ticketing.runner.service.TicketServiceFixture.CARD;
import static ticketing.runner.service.TicketServiceFixture.ORDER;
import static ticketing.runner.service.TicketServiceFixture.SOLD_OUT;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.testing.TestActivityEnvironment;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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

/** Tests that activities get the same results through client and service as from a local ledger. */
@Timeout(20)
class HttpTicketSystemTest {
  @TempDir private Path database;
  private TicketServiceFixture orders;

  @BeforeEach
  void serve() {
    orders = new TicketServiceFixture(database);
  }

  @AfterEach
  void end() {
    orders.closeInBackground();
  }

  @Test
  void a_reservation_carries_the_timing_guarantees() {
    assertThat(orders.client.findReservation(orders.token(), ORDER))
        .isEqualTo(new Reservation(ORDER, "Music of the Spheres", "C1", TicketService.TIMING));
  }

  @Test
  void a_created_ticket_is_on_disk_and_is_found() {
    assertThat(orders.client.findTicket(ORDER)).isEmpty();
    Ticket ticket = orders.create();

    assertThat(ticket.orderId()).isEqualTo(ORDER);
    assertThat(ticket.paymentInfo()).isEqualTo(CARD);
    assertThat(orders.tickets()).containsExactly(ticket.ticketId());
    assertThat(orders.client.findTicket(ORDER)).contains(ticket);
  }

  @Test
  void a_rejection_arrives_as_a_rejection() {
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
            () ->
                orders.client.createTicket(expired, TicketServiceFixture.reservation(ORDER), CARD));
    assertThat(orders.tickets()).isEmpty();
  }

  @Test
  void a_missing_service_is_unknown_and_names_the_fix() {
    URI address = orders.service.address();
    orders.close();

    assertThatExceptionOfType(TicketSystemException.class)
        .isThrownBy(() -> TicketServiceFixture.client(address).findTicket(ORDER))
        .isExactlyInstanceOf(TicketSystemException.class)
        .withMessageContaining("./workshop tickets");
  }

  @Test
  void an_unreadable_ledger_is_unknown_never_none() throws Exception {
    Files.writeString(database.resolve(ORDER), "no folder");

    assertThatExceptionOfType(TicketSystemException.class)
        .isThrownBy(() -> orders.client.findTicket(ORDER))
        .withMessageContaining("Cannot read the ledger");
  }

  @Test
  void nothing_is_sent_after_the_deadline() {
    Token token = orders.token();
    HttpTicketSystem late =
        new HttpTicketSystem(orders.service.address(), () -> Instant.EPOCH, line -> {});

    assertThatExceptionOfType(TicketSystemException.class)
        .isThrownBy(() -> late.createTicket(token, TicketServiceFixture.reservation(ORDER), CARD))
        .withMessageContaining("nobody waits for it");
    assertThat(orders.creates()).isEmpty();
  }

  /** An activity that returns the end time of its attempt. */
  @ActivityInterface
  public interface AttemptEnd {
    String ask();
  }

  @Test
  void an_attempt_ends_at_its_start_to_close_timeout() {
    TestActivityEnvironment temporal = TestActivityEnvironment.newInstance();
    temporal.registerActivitiesImplementations(
        (AttemptEnd) () -> HttpTicketSystem.endOfAttempt().toString());
    ActivityOptions sevenSeconds =
        ActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofSeconds(7)).build();
    Instant ends = Instant.parse(temporal.newActivityStub(AttemptEnd.class, sevenSeconds).ask());
    temporal.close();

    assertThat(ends).isCloseTo(Instant.now().plusSeconds(7), within(3, ChronoUnit.SECONDS));
  }

  @Test
  void the_client_gives_up_before_temporal_does() {
    assertThat(HttpTicketSystem.PATIENCE).isLessThan(OrderActivities.START_TO_CLOSE);
  }
}
