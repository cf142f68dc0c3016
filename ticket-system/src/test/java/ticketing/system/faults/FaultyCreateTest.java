package ticketing.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static ticketing.system.Operation.CREATE_TICKET;
import static ticketing.system.faults.FaultyOrder.D;
import static ticketing.system.faults.FaultyOrder.L;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ticketing.system.Journal;
import ticketing.system.Journal.Kind;
import ticketing.system.NotSentException;
import ticketing.system.RejectedException;
import ticketing.system.SettableClock;
import ticketing.system.Token;

/** Tests what each fault of a create leaves in the ledger and in the journal. */
@Timeout(10)
class FaultyCreateTest {
  private static final Duration MOMENT = Duration.ofMillis(1);

  @TempDir private Path database;

  @ParameterizedTest
  @EnumSource(names = {"NONE", "STALE_READ", "TOO_STALE_READ"})
  void without_a_fault_a_create_stores_a_ticket(Fault fault) {
    FaultyOrder order = order(fault);
    String ticketId = order.create().ticketId();

    assertThat(order.tickets()).containsExactly(ticketId);
    assertThat(order.timeline()).containsExactly("createTicket #1 → " + ticketId + " stored");
  }

  @Test
  void a_failure_before_the_write_leaves_no_ticket() {
    FaultyOrder order = order(Fault.FAILED_BEFORE_WRITE);

    order.createWithoutAnswer();
    order.timer.advance(D.multipliedBy(100));
    assertThat(order.tickets()).isEmpty();
    assertThat(order.timeline()).containsExactly("createTicket #1 → failed before the write");
    assertThat(order.kinds()).containsExactly("NOT_WRITTEN");
  }

  @Test
  void after_a_lost_response_the_next_create_sells_twice() {
    FaultyOrder order = order(Fault.LOST_RESPONSE);

    order.createWithoutAnswer();
    String ticketId = order.tickets().get(0);
    assertThat(order.timeline())
        .containsExactly("createTicket #1 → " + ticketId + " stored, but the response was lost");
    assertThat(order.kinds()).containsExactly("RESPONSE_LOST " + ticketId);
    order.create();
    assertThat(order.tickets()).hasSize(2);
  }

  @Test
  void a_late_write_comes_at_the_last_moment() {
    FaultyOrder order = order(Fault.LATE_WRITE);

    order.createWithoutAnswer();
    assertThat(order.timeline()).containsExactly("createTicket #1 → no answer; late write pending");
    order.timer.advance(D.minus(MOMENT).minus(MOMENT));
    assertThat(order.tickets()).isEmpty();
    order.timer.advance(MOMENT);
    String ticketId = order.tickets().get(0);
    assertThat(order.timeline()).last().isEqualTo("createTicket #1 → " + ticketId + " stored late");
    assertThat(order.kinds()).containsExactly("WRITE_PENDING", "WRITTEN_LATE " + ticketId);
    assertThat(order.journal.entries()).last().extracting("at").isEqualTo(order.clock.instant());
  }

  @Test
  void a_too_late_write_comes_long_after_the_settle_time() {
    FaultyOrder order = order(Fault.TOO_LATE_WRITE);

    order.createWithoutAnswer();
    order.timer.advance(D.plus(L).multipliedBy(5));
    assertThat(order.tickets()).isEmpty();
    assertThat(order.timeline())
        .containsExactly("createTicket #1 → no answer; too-late write pending");
    order.timer.advance(D.plus(L).multipliedBy(5));
    assertThat(order.tickets()).hasSize(1);
    assertThat(order.timeline()).last().asString().endsWith(" stored late");
  }

  @Test
  void the_next_create_does_not_wait_for_a_late_one() {
    FaultyOrder order = order(Fault.LATE_WRITE);

    order.createWithoutAnswer();
    String second = order.create().ticketId();
    order.timer.advance(D);
    assertThat(order.tickets()).hasSize(2).startsWith(second);
  }

  @Test
  void a_rejection_leaves_no_ticket() {
    FaultyOrder order = order(Fault.REJECTED);

    assertThatExceptionOfType(RejectedException.class)
        .isThrownBy(order::create)
        .withMessage("No ticket for order-314159: the payment was declined.");
    assertThat(order.tickets()).isEmpty();
    assertThat(order.timeline()).containsExactly("createTicket #1 → rejected");
  }

  @ParameterizedTest
  @EnumSource(names = {"NONE", "REJECTED"})
  void with_an_expired_token_nothing_is_sent(Fault fault) {
    FaultyOrder order = order(fault);
    Token expired = new Token("token-1", SettableClock.START);

    assertThatExceptionOfType(NotSentException.class)
        .isThrownBy(() -> order.create(expired, FaultyOrder.ID));
    assertThat(order.timeline())
        .containsExactly("createTicket #1 → The token has expired. Issue a new one.");
  }

  @ParameterizedTest
  @EnumSource(names = {"NONE", "LOST_RESPONSE"})
  void a_rejection_by_the_ticket_system_itself_is_thrown_and_logged(Fault fault) {
    FaultyOrder order = order(fault);

    assertThatExceptionOfType(RejectedException.class)
        .isThrownBy(() -> order.create(FaultyOrder.SOLD_OUT))
        .withMessageContaining("sold out");
    assertThat(order.journal.entries())
        .containsExactly(
            new Journal.Entry(
                SettableClock.START,
                FaultyOrder.SOLD_OUT,
                CREATE_TICKET,
                1,
                Kind.REJECTED,
                Optional.empty(),
                "No ticket for order-137035: the event is sold out."));
  }

  @Test
  void a_late_create_that_is_rejected_writes_nothing() {
    FaultyOrder order = order(Fault.LATE_WRITE);

    assertThatExceptionOfType(RuntimeException.class)
        .isThrownBy(() -> order.create(FaultyOrder.SOLD_OUT))
        .withMessage("createTicket: no response");
    order.timer.advance(D);
    assertThat(order.kinds()).containsExactly("WRITE_PENDING", "REJECTED");
    assertThat(database).isEmptyDirectory();
  }

  private FaultyOrder order(Fault fault) {
    return new FaultyOrder(database, new ScriptedFaults().on(CREATE_TICKET, fault));
  }
}
