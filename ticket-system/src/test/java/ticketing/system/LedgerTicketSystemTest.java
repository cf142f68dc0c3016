package ticketing.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static ticketing.system.Tickets.CARD;
import static ticketing.system.Tickets.namesIn;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ticket system on a good day: what it sells, and what it refuses to sell. */
@Timeout(10)
class LedgerTicketSystemTest {
  private static final String ORDER = "order-314159";
  private static final TimingGuarantees TIMING =
      new TimingGuarantees(Duration.ofSeconds(7), Duration.ofSeconds(3));
  private static final Duration TOKEN_LIFE = Duration.ofMinutes(5);

  private final Path database;
  private final SettableClock clock = new SettableClock();
  private final LedgerTicketSystem system;

  LedgerTicketSystemTest(@TempDir Path database) {
    this.database = database;
    Reservations reservations =
        new Reservations(
            List.of(
                new Reservations.Seat(ORDER, "Music of the Spheres", "C1", null),
                new Reservations.Seat(
                    "order-662607",
                    "Planck's Constant Band",
                    "P34",
                    Reservations.RejectionReason.PAYMENT_DECLINED),
                new Reservations.Seat(
                    "order-137035",
                    "Fine Structure Ballet",
                    "F1",
                    Reservations.RejectionReason.SOLD_OUT)));
    this.system =
        new LedgerTicketSystem(
            new Ledger(database, clock), reservations, TIMING, TOKEN_LIFE, clock);
  }

  @Test
  void a_reservation_comes_with_the_seat_and_the_terms_of_service() {
    assertThat(reservation(ORDER))
        .isEqualTo(new Reservation(ORDER, "Music of the Spheres", "C1", TIMING));
  }

  @Test
  void a_created_ticket_is_found() {
    assertThat(system.findTicket(ORDER)).isEmpty();
    Ticket ticket = system.createTicket(token(), reservation(ORDER), CARD);

    assertThat(ticket.orderId()).isEqualTo(ORDER);
    assertThat(ticket.paymentInfo()).isEqualTo(CARD);
    assertThat(system.findTicket(ORDER)).contains(ticket);
  }

  @Test
  void every_create_sells_the_seat_once_more_and_the_oldest_ticket_is_found() {
    clock.pass(Duration.ofSeconds(1));
    Ticket newer = system.createTicket(token(), reservation(ORDER), CARD);
    clock.pass(Duration.ofSeconds(-1));
    Ticket older = system.createTicket(token(), reservation(ORDER), CARD);

    assertThat(namesIn(database.resolve(ORDER)))
        .containsExactlyInAnyOrder(newer.ticketId() + ".json", older.ticketId() + ".json");
    assertThat(system.findTicket(ORDER)).contains(older);
  }

  @Test
  void a_token_is_good_until_it_expires_and_each_is_another() {
    Token token = token();

    assertThat(token.expiresAt()).isEqualTo(SettableClock.BEGIN.plus(TOKEN_LIFE));
    assertThat(token().id()).isNotEqualTo(token.id());
    clock.pass(TOKEN_LIFE.minusNanos(1));
    assertThat(system.findReservation(token, ORDER).seat()).isEqualTo("C1");
  }

  @Test
  void with_an_expired_token_nothing_is_sent_and_nothing_is_created() {
    Token token = token();
    Reservation reservation = reservation(ORDER);
    clock.pass(TOKEN_LIFE);

    assertThatExceptionOfType(NotSentException.class)
        .isThrownBy(() -> system.createTicket(token, reservation, CARD))
        .withMessageContaining("Issue a new one");
    assertThat(database).isEmptyDirectory();
    assertThat(system.findReservation(token, ORDER)).as("reading").isEqualTo(reservation);
  }

  @ParameterizedTest
  @CsvSource({
    "order-662607, the payment was declined",
    "order-137035, the event is sold out",
  })
  void what_cannot_be_sold_is_rejected_without_a_ticket(String orderId, String reason) {
    assertThatExceptionOfType(RejectedException.class)
        .isThrownBy(() -> system.createTicket(token(), reservation(orderId), CARD))
        .withMessage("No ticket for " + orderId + ": " + reason + ".");
    assertThat(database).isEmptyDirectory();
  }

  @Test
  void the_card_that_is_declined_buys_nothing_and_the_next_card_does() {
    assertThatExceptionOfType(RejectedException.class)
        .isThrownBy(() -> system.createTicket(token(), reservation(ORDER), PaymentInfo.DECLINED))
        .withMessage("No ticket for " + ORDER + ": the payment was declined.");
    assertThat(database).isEmptyDirectory();
    assertThat(system.createTicket(token(), reservation(ORDER), CARD)).isNotNull();
  }

  @Test
  void an_unknown_order_is_rejected_with_the_file_that_knows_the_others() {
    Reservation forged = new Reservation("order-999", "Music of the Spheres", "C1", TIMING);

    assertThatExceptionOfType(RejectedException.class)
        .isThrownBy(() -> system.findReservation(token(), "order-999"))
        .withMessageContaining("Unknown order order-999")
        .withMessageContaining(database.resolve(Reservations.FILE).toString());
    assertThatExceptionOfType(RejectedException.class)
        .isThrownBy(() -> system.createTicket(token(), forged, CARD));
    assertThat(database).isEmptyDirectory();
  }

  @Test
  void a_malformed_order_id_is_rejected_by_every_operation() {
    Token token = token();
    Reservation forged = new Reservation("../order-1", "", "", TIMING);

    assertThatExceptionOfType(RejectedException.class)
        .isThrownBy(() -> system.issueToken("../order-1"));
    assertThatExceptionOfType(RejectedException.class)
        .isThrownBy(() -> system.findReservation(token, "../order-1"))
        .withMessageContaining("Not an order ID");
    assertThatExceptionOfType(RejectedException.class)
        .isThrownBy(() -> system.createTicket(token, forged, CARD))
        .withMessageContaining("Not an order ID");
    assertThatExceptionOfType(RejectedException.class)
        .isThrownBy(() -> system.findTicket("../order-1"));
  }

  private Token token() {
    return system.issueToken(ORDER);
  }

  private Reservation reservation(String orderId) {
    return system.findReservation(token(), orderId);
  }
}
