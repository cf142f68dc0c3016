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
import ticketing.system.Journal.Kind;
import ticketing.system.TicketSystemException;

/** Creates that land when their caller has given up: within D, or far beyond what was promised. */
@Timeout(10)
class LateFaultsTest {
  private static final Duration MOMENT = Duration.ofMillis(1);

  @TempDir private Path database;

  @Test
  void a_late_create_lands_at_the_last_moment() {
    FaultyOrder order = order(Fault.LATE);

    fails(order);
    assertThat(order.told()).containsExactly("createTicket #1 → no answer; it will land late");
    order.timer.pass(D.minus(MOMENT).minus(MOMENT));
    assertThat(order.tickets()).isEmpty();
    order.timer.pass(MOMENT);
    assertThat(order.tickets()).hasSize(1).isEqualTo(order.named());
    assertThat(order.told())
        .last()
        .isEqualTo("createTicket #1 → " + order.tickets().get(0) + " stored late");
    assertThat(order.kinds()).containsExactly(Kind.WILL_LAND, Kind.LANDED);
    assertThat(order.entries()).last().extracting("at").isEqualTo(order.clock.instant());
  }

  @Test
  void a_late_create_that_is_refused_never_lands() {
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
  void a_too_late_create_lands_after_any_settling() {
    FaultyOrder order = order(Fault.TOO_LATE);

    fails(order);
    order.timer.pass(D.plus(L).multipliedBy(5));
    assertThat(order.tickets()).isEmpty();
    assertThat(order.told()).containsExactly("createTicket #1 → no answer; it will land TOO late");
    order.timer.pass(D.plus(L).multipliedBy(5));
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
