package ticketing.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ticketing.system.Ledger;
import ticketing.system.PaymentService;
import ticketing.system.Reservation;
import ticketing.system.Reservations;
import ticketing.system.Ticket;
import ticketing.system.TicketSystem;
import ticketing.system.TimingGuarantees;
import ticketing.system.Token;

class TestTemporalTest {
  private static final String ORDER = "order-1";

  @Test
  void a_create_call_on_a_busy_machine_is_not_late(@TempDir Path database) {
    TestTemporal temporal = TestTemporal.instance();
    Clock afterTheWrite = Clock.offset(temporal.clock(), Duration.ofHours(1));
    Reservations reservations =
        new Reservations(List.of(new Reservations.Seat(ORDER, "Music of the Spheres", "C1", null)));
    TicketSystem system =
        temporal.ticketSystem(
            new Ledger(database, afterTheWrite),
            reservations,
            TimingGuarantees.USUAL,
            Duration.ofDays(1));

    Token token = system.issueToken(ORDER);
    Reservation reservation = system.findReservation(token, ORDER);
    Ticket ticket =
        system.createTicket(token, reservation, new PaymentService().paymentInfoOf(ORDER));

    assertThat(system.findTicket(ORDER)).contains(ticket);
  }
}
