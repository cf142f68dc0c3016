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
import ticketing.system.Journal.Kind;
import ticketing.system.Ticket;
import ticketing.system.TicketSystemException;

/** Look-ups that fail, and look-ups that do not see yet what L allows them not to see. */
@Timeout(10)
class StaleLookUpTest {
  private static final Duration MOMENT = Duration.ofMillis(1);
  private static final Fault[] ALWAYS_STALE =
      Collections.nCopies(10, Fault.STALE).toArray(Fault[]::new);

  @TempDir private Path database;

  @Test
  void without_a_fault_a_ticket_is_seen_at_once() {
    FaultyOrder order = order(Fault.NONE);
    Ticket ticket = order.create();

    assertThat(order.find()).contains(ticket);
    assertThat(order.told()).last().isEqualTo("findTicket #1 → " + ticket.ticketId());
  }

  @Test
  void a_look_up_that_is_unavailable_is_an_error_and_never_no_ticket() {
    FaultyOrder order = order(Fault.UNAVAILABLE);

    assertThatExceptionOfType(TicketSystemException.class)
        .isThrownBy(order::find)
        .withMessage("findTicket: the service is unavailable");
    assertThat(order.told()).containsExactly("findTicket #1 → unavailable");
    assertThat(order.find()).isEmpty();
  }

  @Test
  void a_stale_look_up_hides_a_ticket_until_it_is_as_old_as_l() {
    FaultyOrder order = order(ALWAYS_STALE);
    Ticket ticket = order.create();

    assertThat(order.find()).isEmpty();
    assertThat(order.told())
        .last()
        .isEqualTo("findTicket #1 → none, for " + ticket.ticketId() + " is too young to be seen");
    order.timer.pass(L.minus(MOMENT));
    assertThat(order.find()).isEmpty();
    order.timer.pass(MOMENT);
    assertThat(order.find()).contains(ticket);
    assertThat(order.kinds()).containsExactly(Kind.STORED, Kind.STALE, Kind.STALE, Kind.FOUND);
    assertThat(order.named()).hasSize(4).containsOnly(ticket.ticketId());
  }

  @Test
  void a_ticket_whose_response_was_lost_is_hidden_like_any_other() {
    FaultyOrder order = order(ALWAYS_STALE, Fault.RESPONSE_LOST);
    assertThatExceptionOfType(TicketSystemException.class).isThrownBy(order::create);

    assertThat(order.find()).isEmpty();
    order.timer.pass(L);
    assertThat(order.find()).isPresent();
  }

  @Test
  void a_late_ticket_is_young_when_it_lands() {
    FaultyOrder order = order(ALWAYS_STALE, Fault.LATE);
    assertThatExceptionOfType(TicketSystemException.class).isThrownBy(order::create);
    order.timer.pass(D.minus(MOMENT));

    assertThat(order.tickets()).hasSize(1);
    order.timer.pass(L.minus(MOMENT));
    assertThat(order.find()).isEmpty();
    order.timer.pass(MOMENT);
    assertThat(order.find()).isPresent();
  }

  @Test
  void a_ticket_that_another_process_wrote_earlier_is_never_hidden() {
    FaultyOrder order = order(ALWAYS_STALE);
    Ticket elsewhere = order.createElsewhere();

    assertThat(order.find()).contains(elsewhere);
    order.timer.pass(MOMENT);
    order.create();
    assertThat(order.find()).contains(elsewhere);
  }

  @Test
  void a_second_young_ticket_does_not_hide_an_older_one() {
    FaultyOrder order = order(ALWAYS_STALE);
    Ticket first = order.create();
    order.timer.pass(L);
    order.create();

    assertThat(order.find()).contains(first);
  }

  @Test
  void a_second_young_ticket_does_not_show_the_first() {
    FaultyOrder order = order(ALWAYS_STALE);
    order.create();
    order.timer.pass(MOMENT);
    order.create();

    assertThat(order.find()).isEmpty();
  }

  @Test
  void a_too_stale_look_up_hides_any_ticket() {
    FaultyOrder order = order(Fault.TOO_STALE, Fault.TOO_STALE, Fault.NONE);
    String number = order.create().ticketId();

    assertThat(order.find()).isEmpty();
    order.timer.pass(L.multipliedBy(100));
    assertThat(order.find()).isEmpty();
    assertThat(order.find()).isPresent();
    assertThat(order.told())
        .endsWith(
            "findTicket #1 → none, for " + number + " is too young to be seen",
            "findTicket #2 → none, though " + number + " is old enough to be seen",
            "findTicket #3 → " + number);
  }

  @ParameterizedTest
  @EnumSource(names = {"STALE", "TOO_STALE"})
  void where_there_is_no_ticket_none_is_found(Fault fault) {
    FaultyOrder order = order(fault);

    assertThat(order.find()).isEmpty();
    assertThat(order.told()).containsExactly("findTicket #1 → none");
  }

  @Test
  void the_plan_is_told_whether_there_is_a_ticket_to_hide() {
    List<FaultPlan.Call> told = new ArrayList<>();
    FaultyOrder order =
        new FaultyOrder(
            database,
            call -> {
              if (call.operation() == FIND_TICKET) {
                told.add(call);
              }
              return Fault.NONE;
            });
    order.find();
    order.create();
    order.find();
    order.timer.pass(L);
    order.find();

    order.system.findTicket("order-2");

    assertThat(told)
        .extracting(FaultPlan.Call::hidesTicket)
        .containsExactly(false, true, false, false);
    assertThat(told)
        .extracting(FaultPlan.Call::hasTicket)
        .containsExactly(false, true, true, false);
  }

  private FaultyOrder order(Fault... lookUps) {
    return order(lookUps, Fault.NONE);
  }

  private FaultyOrder order(Fault[] lookUps, Fault create) {
    return new FaultyOrder(
        database, new ScriptedFaults().on(FIND_TICKET, lookUps).on(CREATE_TICKET, create));
  }
}
