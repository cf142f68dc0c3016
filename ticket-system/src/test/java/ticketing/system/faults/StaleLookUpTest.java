package ticketing.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static ticketing.system.Operation.CREATE_TICKET;
import static ticketing.system.Operation.FIND_TICKET;
import static ticketing.system.faults.FaultyOrder.D;
import static ticketing.system.faults.FaultyOrder.L;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ticketing.system.Ticket;
import ticketing.system.TicketSystemException;

/** Tests unavailable look-ups and stale reads: within L, a look-up may miss a ticket. */
@Timeout(10)
class StaleLookUpTest {
  private static final Duration MOMENT = Duration.ofMillis(1);
  private static final Fault[] ALWAYS_STALE =
      Collections.nCopies(10, Fault.STALE_READ).toArray(Fault[]::new);

  @TempDir private Path database;

  @Test
  void an_unavailable_look_up_is_an_error_and_never_no_ticket() {
    FaultyOrder order = order(Fault.LOOK_UP_UNAVAILABLE);

    assertThatExceptionOfType(TicketSystemException.class)
        .isThrownBy(order::find)
        .withMessage("findTicket: the service is unavailable");
    assertThat(order.timeline()).containsExactly("findTicket #1 → unavailable");
    assertThat(order.find()).isEmpty();
  }

  @Test
  void a_stale_read_hides_a_ticket_until_it_is_as_old_as_l() {
    FaultyOrder order = order(ALWAYS_STALE);
    Ticket ticket = order.create();
    String number = ticket.ticketId();

    assertThat(order.find()).isEmpty();
    assertThat(order.timeline())
        .last()
        .isEqualTo("findTicket #1 → none (stale read: " + number + " is younger than L)");
    order.timer.advance(L.minus(MOMENT));
    assertThat(order.find()).isEmpty();
    order.timer.advance(MOMENT);
    assertThat(order.find()).contains(ticket);
    assertThat(order.timeline()).last().isEqualTo("findTicket #3 → " + number);
    assertThat(order.kinds())
        .containsExactly(
            "STORED " + number, "STALE " + number, "STALE " + number, "FOUND " + number);
  }

  @ParameterizedTest
  @EnumSource(names = {"LOST_RESPONSE", "LATE_WRITE"})
  void a_ticket_without_an_answer_is_hidden_for_l_after_its_write(Fault fault) {
    FaultyOrder order =
        new FaultyOrder(
            database, new ScriptedFaults().on(FIND_TICKET, ALWAYS_STALE).on(CREATE_TICKET, fault));
    order.createWithoutAnswer();
    order.timer.advance(fault == Fault.LATE_WRITE ? D.minus(MOMENT) : Duration.ZERO);

    assertThat(order.tickets()).hasSize(1);
    order.timer.advance(L.minus(MOMENT));
    assertThat(order.find()).isEmpty();
    order.timer.advance(MOMENT);
    assertThat(order.find()).isPresent();
  }

  @Test
  void a_stale_read_hides_a_ticket_that_is_being_written() {
    FaultyOrder order = order(ALWAYS_STALE);
    order.afterWrite = () -> assertThat(order.find()).isEmpty();
    order.create();

    assertThat(order.timeline()).first().asString().startsWith("findTicket #1 → none (stale read");
  }

  @Test
  void a_ticket_of_another_process_is_never_hidden() {
    FaultyOrder order = order(ALWAYS_STALE);
    Ticket elsewhere = order.createElsewhere();

    assertThat(order.find()).contains(elsewhere);
    order.timer.advance(MOMENT);
    order.create();
    assertThat(order.find()).contains(elsewhere);
  }

  @Test
  void only_the_age_of_the_first_ticket_counts() {
    FaultyOrder order = order(ALWAYS_STALE);
    Ticket first = order.create();
    order.timer.advance(L.minus(MOMENT));
    order.create();

    assertThat(order.find()).as("the second does not show the first").isEmpty();
    order.timer.advance(MOMENT);
    assertThat(order.find()).as("nor does the second hide the first").contains(first);
  }

  @Test
  void a_too_stale_read_hides_any_ticket() {
    FaultyOrder order = order(Fault.TOO_STALE_READ, Fault.TOO_STALE_READ, Fault.NONE);
    String number = order.create().ticketId();

    assertThat(order.find()).isEmpty();
    order.timer.advance(L.multipliedBy(100));
    assertThat(order.find()).isEmpty();
    assertThat(order.find()).isPresent();
    assertThat(order.timeline())
        .endsWith(
            "findTicket #1 → none (stale read: " + number + " is younger than L)",
            "findTicket #2 → none (too-stale read: " + number + " is older than L)",
            "findTicket #3 → " + number);
  }

  @Test
  void the_plan_knows_whether_there_is_a_ticket_to_hide() {
    List<FaultPlan.Call> calls = new ArrayList<>();
    FaultyOrder order =
        new FaultyOrder(
            database,
            call -> {
              calls.add(call);
              return Fault.NONE;
            });
    order.find();
    order.create();
    order.find();
    order.timer.advance(L);
    order.find();
    order.system.findTicket("order-2");

    assertThat(calls)
        .containsExactly(
            new FaultPlan.Call(FIND_TICKET, FaultyOrder.ID, 1, false, false),
            new FaultPlan.Call(CREATE_TICKET, FaultyOrder.ID, 1, false, false),
            new FaultPlan.Call(FIND_TICKET, FaultyOrder.ID, 2, true, true),
            new FaultPlan.Call(FIND_TICKET, FaultyOrder.ID, 3, false, true),
            new FaultPlan.Call(FIND_TICKET, "order-2", 1, false, false));
  }

  private FaultyOrder order(Fault... lookUps) {
    return new FaultyOrder(database, new ScriptedFaults().on(FIND_TICKET, lookUps));
  }
}
