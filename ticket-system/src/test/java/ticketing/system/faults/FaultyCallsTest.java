package ticketing.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static ticketing.system.Operation.CREATE_TICKET;
import static ticketing.system.Operation.FIND_RESERVATION;
import static ticketing.system.Operation.FIND_TICKET;
import static ticketing.system.Operation.ISSUE_TOKEN;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ticketing.system.LedgerTicketSystem;
import ticketing.system.Operation;
import ticketing.system.RejectedException;
import ticketing.system.SettableClock;
import ticketing.system.TicketSystemException;

/** Tests that every call is forwarded and recorded in the journal. */
@Timeout(10)
class FaultyCallsTest {
  @TempDir private Path database;

  @Test
  void reads_are_passed_on_and_logged() {
    FaultyOrder order = order(FaultPlan.NO_FAULTS);

    assertThat(order.system.issueToken(FaultyOrder.ID).expiresAt())
        .isEqualTo(SettableClock.START.plus(LedgerTicketSystem.TOKEN_LIFE));
    assertThat(order.system.findReservation(order.token(), FaultyOrder.ID).timing())
        .isEqualTo(FaultyOrder.TIMING);
    assertThat(order.timeline())
        .containsExactly("issueToken #1 → ok", "findReservation #1 → seat C1");
  }

  @ParameterizedTest
  @EnumSource
  void any_operation_can_be_unavailable_once(Operation operation) {
    FaultyOrder order =
        order(new ScriptedFaults().on(operation, Fault.of(operation).iterator().next()));

    assertThatExceptionOfType(TicketSystemException.class)
        .isThrownBy(() -> call(order, operation))
        .withMessageStartingWith(operation + ": ");
    call(order, operation);
    assertThat(order.timeline()).hasSize(2).last().asString().startsWith(operation + " #2");
    assertThat(order.tickets()).hasSize(operation == CREATE_TICKET ? 1 : 0);
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "REJECTED",
        "LOST_RESPONSE",
        "LATE_WRITE",
        "TOO_LATE_WRITE",
        "STALE_READ",
        "TOO_STALE_READ"
      })
  void reads_have_no_faults_of_a_create(Fault fault) {
    FaultyOrder order = order(call -> fault);
    call(order, ISSUE_TOKEN);
    call(order, FIND_RESERVATION);
    call(order, FIND_TICKET);

    assertThat(order.timeline())
        .containsExactly(
            "issueToken #1 → ok", "findReservation #1 → seat C1", "findTicket #1 → none");
  }

  @Test
  void a_rejected_read_is_logged_with_its_reason_whatever_its_fault() {
    FaultyOrder order = order(call -> Fault.REJECTED);

    assertThatExceptionOfType(RejectedException.class)
        .isThrownBy(() -> order.system.findTicket("order-A"));
    assertThat(order.journal.entries())
        .singleElement()
        .asString()
        .startsWith("findTicket #1 → Not an order ID: ");
  }

  @Test
  void a_missing_order_id_is_rejected_like_any_malformed_one() {
    FaultyOrder order = order(FaultPlan.NO_FAULTS);

    for (Runnable call :
        List.<Runnable>of(
            () -> order.system.issueToken(null),
            () -> order.system.findReservation(order.token(), null),
            () -> order.create(null),
            () -> order.system.findTicket(null))) {
      assertThatExceptionOfType(RejectedException.class).isThrownBy(call::run);
    }
    assertThat(order.journal.entries()).hasSize(4);
  }

  private static void call(FaultyOrder order, Operation operation) {
    switch (operation) {
      case ISSUE_TOKEN -> order.system.issueToken(FaultyOrder.ID);
      case FIND_RESERVATION -> order.system.findReservation(order.token(), FaultyOrder.ID);
      case CREATE_TICKET -> order.create();
      case FIND_TICKET -> order.find();
    }
  }

  private FaultyOrder order(FaultPlan plan) {
    return new FaultyOrder(database, plan);
  }
}
