package ticketing.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static ticketing.system.Operation.CREATE_TICKET;
import static ticketing.system.Operation.FIND_TICKET;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import ticketing.system.Journal;
import ticketing.system.Journal.Kind;
import ticketing.system.TicketSystemException;

/** What programs read in the journal: what kind of thing happened, and to which ticket. */
@Timeout(10)
class JournalKindsTest {
  @TempDir private Path database;

  @Test
  void a_lost_response_names_the_ticket_that_was_stored() {
    FaultyOrder order = order(Fault.RESPONSE_LOST);
    tolerate(order::create);

    assertThat(kinds(order)).containsExactly(Kind.RESPONSE_LOST);
    assertThat(tickets(order)).isEqualTo(order.tickets());
  }

  @Test
  void a_failure_before_the_write_names_none() {
    FaultyOrder order = order(Fault.UNAVAILABLE);
    tolerate(order::create);

    assertThat(kinds(order)).containsExactly(Kind.NOT_WRITTEN);
    assertThat(tickets(order)).isEmpty();
  }

  @Test
  void a_late_create_is_told_twice_and_names_its_ticket_when_it_lands() {
    FaultyOrder order = order(Fault.LATE);
    tolerate(order::create);
    order.timer.pass(FaultyOrder.D);

    assertThat(kinds(order)).containsExactly(Kind.WILL_LAND, Kind.LANDED);
    assertThat(tickets(order)).isEqualTo(order.tickets());
  }

  @Test
  void a_stale_look_up_names_the_ticket_that_it_does_not_see() {
    FaultyOrder order =
        new FaultyOrder(database, new ScriptedFaults().on(FIND_TICKET, Fault.STALE));
    order.create();
    order.find();
    order.find();

    assertThat(kinds(order)).containsExactly(Kind.STORED, Kind.STALE, Kind.FOUND);
    assertThat(tickets(order)).hasSize(3).containsOnly(order.tickets().get(0));
  }

  private static void tolerate(Runnable create) {
    try {
      create.run();
    } catch (TicketSystemException e) {
      // What it means is tested elsewhere.
    }
  }

  private FaultyOrder order(Fault fault) {
    return new FaultyOrder(database, new ScriptedFaults().on(CREATE_TICKET, fault));
  }

  private static List<Kind> kinds(FaultyOrder order) {
    return order.entries().stream().map(Journal.Entry::kind).toList();
  }

  private static List<String> tickets(FaultyOrder order) {
    return order.entries().stream().map(Journal.Entry::ticketId).flatMap(Optional::stream).toList();
  }
}
