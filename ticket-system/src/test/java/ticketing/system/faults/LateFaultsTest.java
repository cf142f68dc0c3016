package ticketing.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static ticketing.system.Operation.CREATE_TICKET;
import static ticketing.system.faults.FaultyOrder.D;
import static ticketing.system.faults.FaultyOrder.L;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import ticketing.system.TicketSystemException;

/** Creates that land when their caller has given up: within D, or far beyond what was promised. */
@Timeout(10)
class LateFaultsTest {
  private static final Duration MOMENT = Duration.ofMillis(1);

  @TempDir private Path database;

  @Test
  void a_late_create_lands_at_the_last_moment_within_d() {
    FaultyOrder order = order(Fault.LATE);

    fails(order);
    order.timer.pass(D.minus(MOMENT).minus(MOMENT));
    assertThat(order.tickets()).isEmpty();
    order.timer.pass(MOMENT);
    assertThat(order.tickets()).hasSize(1);
  }

  @Test
  void a_late_create_is_told_when_it_fails_and_when_it_lands() {
    FaultyOrder order = order(Fault.LATE);

    fails(order);
    assertThat(order.told()).containsExactly("createTicket #1 → no answer; it will land late");
    order.timer.pass(D);
    assertThat(order.told())
        .last()
        .isEqualTo("createTicket #1 → " + order.tickets().get(0) + " stored late");
    assertThat(order.entries()).last().extracting("at").isEqualTo(landed(order));
  }

  @Test
  void a_late_create_that_the_ticket_system_refuses_never_lands_and_only_the_journal_hears() {
    FaultyOrder order = order(Fault.LATE);

    assertThatExceptionOfType(TicketSystemException.class)
        .isThrownBy(() -> order.create(FaultyOrder.SOLD_OUT))
        .isExactlyInstanceOf(TicketSystemException.class);
    order.timer.pass(D);
    assertThat(order.entries()).hasSize(2);
    assertThat(order.entries()).last().asString().endsWith("the event is sold out.");
    assertThat(database).isEmptyDirectory();
  }

  @Test
  void a_create_that_is_too_late_is_not_there_after_any_settling() {
    FaultyOrder order = order(Fault.TOO_LATE);

    fails(order);
    order.timer.pass(D.plus(L).multipliedBy(5));
    assertThat(order.tickets()).isEmpty();
    assertThat(order.told()).containsExactly("createTicket #1 → no answer; it will land TOO late");
  }

  @Test
  void a_create_that_is_too_late_lands_all_the_same() {
    FaultyOrder order = order(Fault.TOO_LATE);

    fails(order);
    order.timer.pass(D.plus(L).multipliedBy(10));
    assertThat(order.tickets()).hasSize(1);
    assertThat(order.told()).last().asString().endsWith(" stored late");
  }

  @Test
  void the_next_create_does_not_wait_for_a_late_one() {
    FaultyOrder order = order(Fault.LATE);

    fails(order);
    String second = order.create().ticketId();
    order.timer.pass(D);
    assertThat(order.tickets()).hasSize(2).startsWith(second);
  }

  private static Object landed(FaultyOrder order) {
    return order.clock.instant().minus(MOMENT);
  }

  private static void fails(FaultyOrder order) {
    assertThatExceptionOfType(TicketSystemException.class)
        .isThrownBy(order::create)
        .isExactlyInstanceOf(TicketSystemException.class)
        .withMessage("createTicket: no response");
  }

  private FaultyOrder order(Fault fault) {
    return new FaultyOrder(database, new ScriptedFaults().on(CREATE_TICKET, fault));
  }
}
