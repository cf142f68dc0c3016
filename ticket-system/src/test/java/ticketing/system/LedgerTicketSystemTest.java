package ticketing.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static ticketing.system.TicketFixtures.CARD;
import static ticketing.system.TicketFixtures.assertLedgerException;
import static ticketing.system.TicketFixtures.assertRejected;
import static ticketing.system.TicketFixtures.createAt;
import static ticketing.system.TicketFixtures.namesIn;

import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ticketing.system.Reservations.RejectionReason;
import ticketing.system.Reservations.Seat;

/** Tests the ticket system without faults: what it sells and what it rejects. */
@Timeout(10)
class LedgerTicketSystemTest {
  private static final String ORDER = "order-314159";
  private static final TimingGuarantees TIMING =
      new TimingGuarantees(Duration.ofSeconds(7), Duration.ofSeconds(3));
  private static final Duration TOKEN_LIFE = LedgerTicketSystem.TOKEN_LIFE;

  private final Path database;
  private final SettableClock clock = new SettableClock();
  private final LedgerTicketSystem system;

  LedgerTicketSystemTest(@TempDir Path database) {
    this.database = database;
    Reservations reservations =
        new Reservations(
            List.of(
                new Seat(ORDER, "Music of the Spheres", "C1", null),
                new Seat(
                    "order-662607",
                    "Planck's Constant Band",
                    "P34",
                    RejectionReason.PAYMENT_DECLINED),
                new Seat("order-137035", "Fine Structure Ballet", "F1", RejectionReason.SOLD_OUT)));
    this.system = new LedgerTicketSystem(new Ledger(database, clock), reservations, TIMING, clock);
  }

  @Test
  void an_order_with_a_reservation_gets_a_ticket() {
    assertThat(system.findReservation(token(), ORDER)).isEqualTo(reservation(ORDER));
    assertThat(system.findTicket(ORDER)).isEmpty();
    Ticket ticket = createAt(system, ORDER, CARD);

    assertThat(ticket).isEqualTo(new Ticket(ORDER, ticket.ticketId(), CARD));
    assertThat(system.findTicket(ORDER)).contains(ticket);
  }

  @Test
  void every_create_sells_again_and_the_oldest_ticket_is_found() {
    clock.advance(Duration.ofSeconds(1));
    Ticket newer = createAt(system, ORDER, CARD);
    clock.advance(Duration.ofSeconds(-1));
    Ticket older = createAt(system, ORDER, CARD);

    assertThat(namesIn(database.resolve(ORDER)))
        .containsExactlyInAnyOrder(newer.ticketId() + ".json", older.ticketId() + ".json");
    assertThat(system.findTicket(ORDER)).contains(older);
  }

  @Test
  void with_an_expired_token_nothing_is_sent_and_nothing_is_created() {
    Token token = token();

    assertThat(token.expiresAt()).isEqualTo(SettableClock.START.plus(TOKEN_LIFE));
    assertThat(token().id()).isNotEqualTo(token.id());
    clock.advance(TOKEN_LIFE);
    assertThatExceptionOfType(NotSentException.class)
        .isThrownBy(() -> system.createTicket(token, reservation(ORDER), CARD))
        .withMessageContaining("Issue a new one");
    assertThat(database).isEmptyDirectory();
    assertThat(system.findReservation(token, ORDER)).as("reading").isEqualTo(reservation(ORDER));
    clock.advance(Duration.ofNanos(-1));
    assertThat(system.createTicket(token, reservation(ORDER), CARD)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "order-662607, the payment was declined",
    "order-137035, the event is sold out",
  })
  void what_cannot_be_sold_is_rejected_without_a_ticket(String orderId, String reason) {
    assertThatExceptionOfType(RejectedException.class)
        .isThrownBy(() -> createAt(system, orderId, CARD))
        .withMessage("No ticket for " + orderId + ": " + reason + ".");
    assertThat(database).isEmptyDirectory();
  }

  @Test
  void a_declined_card_buys_nothing_and_the_next_card_does() {
    assertRejected(() -> createAt(system, ORDER, PaymentInfo.DECLINED));
    assertThat(database).isEmptyDirectory();
    assertThat(createAt(system, ORDER, CARD)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({"order-999, Unknown order order-999", "../order-1, Not an order ID"})
  void an_unknown_or_malformed_order_id_is_rejected(String orderId, String message) {
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> system.findReservation(token(), orderId),
            () -> system.createTicket(token(), reservation(orderId), CARD))) {
      assertThatExceptionOfType(RejectedException.class)
          .isThrownBy(call)
          .withMessageContaining(message);
    }
    assertThat(database).isEmptyDirectory();
  }

  @Test
  void a_read_only_database_is_an_error_at_the_start() {
    // Uses the JDK's own file system, which even root cannot write to.
    Path readOnly = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules");

    assertLedgerException(
        () -> LedgerTicketSystem.open(readOnly, TIMING),
        readOnly,
        "is read-only. Make it writable");
  }

  @Test
  void a_write_delay_is_positive_and_a_read_lag_not_negative() {
    Duration negative = Duration.ofMillis(-1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TimingGuarantees(Duration.ZERO, Duration.ZERO))
        .withMessageContaining("D = PT0S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TimingGuarantees(Duration.ofMillis(1), negative))
        .withMessageContaining("L = PT-0.001S");
  }

  private Token token() {
    return system.issueToken(ORDER);
  }

  private static Reservation reservation(String orderId) {
    return new Reservation(orderId, "Music of the Spheres", "C1", TIMING);
  }
}
