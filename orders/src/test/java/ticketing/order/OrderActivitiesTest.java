package ticketing.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import ticketing.system.Ledger;
import ticketing.system.LedgerTicketSystem;
import ticketing.system.PaymentService;
import ticketing.system.Reservation;
import ticketing.system.Reservations;
import ticketing.system.TimingGuarantees;
import ticketing.system.Token;

/** Tests the activities with a real ticket system and no faults. */
@Timeout(10)
class OrderActivitiesTest {
  private static final String ORDER = "order-314159";

  private final Ledger ledger;
  private final OrderActivities activities;

  OrderActivitiesTest(@TempDir Path database) {
    Clock clock = Clock.systemUTC();
    ledger = new Ledger(database, clock);
    Reservations reservations =
        new Reservations(List.of(new Reservations.Seat(ORDER, "Music of the Spheres", "C1", null)));
    activities =
        new OrderActivitiesImpl(
            new LedgerTicketSystem(ledger, reservations, TimingGuarantees.USUAL, clock),
            new PaymentService());
  }

  @Test
  void the_reservation_has_the_timing_guarantees() {
    assertThat(reservation())
        .isEqualTo(new Reservation(ORDER, "Music of the Spheres", "C1", TimingGuarantees.USUAL));
  }

  @Test
  void a_create_pays_by_card_and_returns_the_ticket() {
    String number = activities.createTicket(token(), reservation());

    assertThat(ledger.ticketsOf(ORDER))
        .singleElement()
        .satisfies(entry -> assertThat(entry.ticket().ticketId()).isEqualTo(number))
        .satisfies(
            entry ->
                assertThat(entry.ticket().paymentInfo())
                    .isEqualTo(new PaymentService().paymentInfoOf(ORDER)));
  }

  @Test
  void a_validation_finds_the_ticket_once_it_exists() {
    assertThat(activities.findTicket(ORDER)).isEmpty();
    String number = activities.createTicket(token(), reservation());

    assertThat(activities.findTicket(ORDER)).contains(number);
  }

  @Test
  void a_damaged_ticket_does_not_reveal_the_card_number() throws IOException {
    String number = activities.createTicket(token(), reservation());
    Path file = ledger.database().resolve(ORDER).resolve(number + ".json");
    String whole = Files.readString(file).strip();
    for (int i = 1; i < whole.length(); i++) {
      Files.writeString(file, i % 2 == 0 ? whole.substring(0, i) : whole.substring(i));
      ApplicationFailure failure =
          catchThrowableOfType(ApplicationFailure.class, () -> activities.findTicket(ORDER));

      assertThat(failure.getType()).isEqualTo(OrderFailures.UNAVAILABLE);
      assertThat(DefaultDataConverter.newDefaultInstance().exceptionToFailure(failure).toString())
          .doesNotContain(new PaymentService().paymentInfoOf(ORDER).cardNumber());
    }
  }

  private Token token() {
    return activities.issueToken(ORDER);
  }

  private Reservation reservation() {
    return activities.findReservation(token(), ORDER);
  }
}
