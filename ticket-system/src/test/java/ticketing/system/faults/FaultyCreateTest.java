package ticketing.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static ticketing.system.Operation.CREATE_TICKET;

import java.nio.file.Path;
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
import ticketing.system.Ticket;
import ticketing.system.TicketSystemException;
import ticketing.system.Token;

/** What can go wrong with a create, what it leaves in the ledger, and what the caller hears. */
@Timeout(10)
class FaultyCreateTest {
  @TempDir private Path database;

  @ParameterizedTest
  @EnumSource(names = {"NONE", "STALE", "TOO_STALE"})
  void without_a_fault_a_create_stores_a_ticket(Fault fault) {
    FaultyOrder order = order(fault);
    Ticket ticket = order.create();

    assertThat(order.tickets()).containsExactly(ticket.ticketId());
    assertThat(order.told()).containsExactly("createTicket #1 → " + ticket.ticketId() + " stored");
  }

  @Test
  void a_failure_before_the_write_leaves_no_ticket() {
    FaultyOrder order = order(Fault.UNAVAILABLE);

    failsAmbiguously(order);
    order.timer.pass(FaultyOrder.D.multipliedBy(100));
    assertThat(order.tickets()).isEmpty();
    assertThat(order.told()).containsExactly("createTicket #1 → failed before the write");
    assertThat(order.kinds()).containsExactly(Kind.NOT_WRITTEN);
    assertThat(order.named()).isEmpty();
  }

  @Test
  void after_a_lost_response_the_next_create_sells_twice() {
    FaultyOrder order = order(Fault.RESPONSE_LOST);

    failsAmbiguously(order);
    assertThat(order.tickets()).hasSize(1);
    assertThat(order.told())
        .containsExactly(
            "createTicket #1 → " + order.tickets().get(0) + " stored, but the response was lost");
    assertThat(order.kinds()).containsExactly(Kind.RESPONSE_LOST);
    assertThat(order.named()).isEqualTo(order.tickets());
    order.create();
    assertThat(order.tickets()).hasSize(2);
  }

  @Test
  void a_rejection_leaves_no_ticket() {
    FaultyOrder order = order(Fault.REJECTED);

    assertThatExceptionOfType(RejectedException.class)
        .isThrownBy(order::create)
        .withMessage("No ticket for order-314159: the payment was declined.");
    assertThat(order.tickets()).isEmpty();
    assertThat(order.told()).containsExactly("createTicket #1 → rejected");
  }

  @ParameterizedTest
  @EnumSource(names = {"NONE", "REJECTED"})
  void with_an_expired_token_nothing_is_sent(Fault fault) {
    FaultyOrder order = order(fault);
    Token expired = new Token("token-1", SettableClock.BEGIN);

    assertThatExceptionOfType(NotSentException.class).isThrownBy(() -> order.createWith(expired));
    assertThat(order.told())
        .containsExactly("createTicket #1 → The token has expired. Issue a new one.");
  }

  @ParameterizedTest
  @EnumSource(names = {"NONE", "RESPONSE_LOST"})
  void what_the_ticket_system_itself_refuses_is_thrown_and_told(Fault fault) {
    FaultyOrder order = order(fault);

    assertThatExceptionOfType(RejectedException.class)
        .isThrownBy(() -> order.create(FaultyOrder.SOLD_OUT))
        .withMessageContaining("sold out");
    assertThat(order.entries())
        .containsExactly(
            new Journal.Entry(
                SettableClock.BEGIN,
                FaultyOrder.SOLD_OUT,
                CREATE_TICKET,
                1,
                Kind.REJECTED,
                Optional.empty(),
                "No ticket for order-137035: the event is sold out."));
  }

  /** The caller cannot tell a failure before the write from one after it. */
  private static void failsAmbiguously(FaultyOrder order) {
    assertThatExceptionOfType(TicketSystemException.class)
        .isThrownBy(order::create)
        .isExactlyInstanceOf(TicketSystemException.class)
        .withMessageStartingWith("createTicket: no ");
  }

  private FaultyOrder order(Fault fault) {
    return new FaultyOrder(database, new ScriptedFaults().on(CREATE_TICKET, fault));
  }
}
