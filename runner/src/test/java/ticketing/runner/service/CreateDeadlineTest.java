package ticketing.runner.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static ticketing.runner.service.TicketServiceFixture.CARD;
import static ticketing.runner.service.TicketServiceFixture.ORDER;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import ticketing.system.Ledger;
import ticketing.system.LedgerTicketSystem;
import ticketing.system.Operation;
import ticketing.system.Reservations;
import ticketing.system.Reservations.Seat;
import ticketing.system.Ticket;
import ticketing.system.TicketSystemException;
import ticketing.system.TimingGuarantees;
import ticketing.system.Token;
import ticketing.system.faults.Fault;

/** Tests that the service keeps the write delay limit D: no create starts after its deadline. */
@Timeout(10)
class CreateDeadlineTest {
  private static final Instant DEADLINE = Instant.parse("2026-05-01T19:30:00Z");
  private static final TimingGuarantees TIMING = TimingGuarantees.FAST;
  private static final Duration HALF_OF_D = TIMING.maxWriteDelay().dividedBy(2);
  private static final Duration MOMENT = Duration.ofMillis(1);

  @TempDir private Path database;
  private final ServedCall call = new ServedCall(Operation.CREATE_TICKET, ORDER, DEADLINE);

  @BeforeEach
  void reserve() {
    new Reservations(List.of(new Seat(ORDER, "Music of the Spheres", "C1", null))).write(database);
  }

  @Test
  void a_create_in_time_begins() {
    assertThat(create(DEADLINE).orderId()).isEqualTo(ORDER);
  }

  @Test
  void no_create_begins_after_its_callers_deadline() {
    assertNotStarted(DEADLINE.plus(MOMENT));
  }

  @Test
  void a_late_create_begins_until_half_of_d() {
    call.set(new NextCall(Fault.LATE_WRITE), 1);

    assertThat(create(DEADLINE.plus(HALF_OF_D)).orderId()).isEqualTo(ORDER);
    assertNotStarted(DEADLINE.plus(HALF_OF_D).plus(MOMENT));
  }

  private void assertNotStarted(Instant start) {
    int before = tickets().size();
    assertThatExceptionOfType(TicketSystemException.class)
        .isThrownBy(() -> create(start))
        .isExactlyInstanceOf(TicketSystemException.class)
        .withMessageContaining("not started");
    assertThat(tickets()).hasSize(before);
  }

  private List<String> tickets() {
    return new Ledger(database, Clock.systemUTC()).ticketIdsOf(ORDER);
  }

  private Ticket create(Instant start) {
    Clock clock = Clock.fixed(start, ZoneOffset.UTC);
    LedgerTicketSystem system =
        new LedgerTicketSystem(
            new Ledger(database, clock),
            Reservations.read(database),
            TIMING,
            LedgerTicketSystem.TOKEN_LIFE,
            clock,
            () -> call.publishBy(TIMING, clock.instant()));
    Token token = system.issueToken(ORDER);
    AtomicReference<Ticket> ticket = new AtomicReference<>();
    call.run(
        () ->
            ticket.set(system.createTicket(token, TicketServiceFixture.reservation(ORDER), CARD)));
    return ticket.get();
  }
}
