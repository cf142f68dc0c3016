package ticketing.system;

import static org.assertj.core.api.Assertions.assertThat;
import static ticketing.system.TicketFixtures.CARD;
import static ticketing.system.TicketFixtures.allFilesUnder;
import static ticketing.system.TicketFixtures.append;
import static ticketing.system.TicketFixtures.put;
import static ticketing.system.TicketFixtures.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests the files of the ledger and how they are read. */
@Timeout(10)
class LedgerFilesTest {
  private static final Instant T = SettableClock.START;

  private final Path database;
  private final SettableClock clock = new SettableClock();
  private final Ledger ledger;

  LedgerFilesTest(@TempDir Path database) {
    this.database = database;
    this.ledger = new Ledger(database, clock);
  }

  @Test
  void a_ticket_is_a_file_of_three_fields() {
    Ticket ticket = append(ledger, "order-112358");

    assertThat(ticket).isEqualTo(new Ticket("order-112358", ticket.ticketId(), CARD));
    assertThat(ticket.ticketId()).matches("TICKET-[1-9][0-9]{4}");
    assertThat(database.resolve("order-112358").resolve(ticket.ticketId() + ".json"))
        .content()
        .isEqualToNormalizingNewlines(text("order-112358", ticket.ticketId()));
    assertThat(ledger.ticketsOf("order-112358")).containsExactly(new Ledger.Entry(ticket, T));
    assertThat(allFilesUnder(database))
        .containsExactly(
            ".numbers/" + ticket.ticketId(), "order-112358/" + ticket.ticketId() + ".json");
  }

  @Test
  void a_second_ticket_is_added_and_the_first_stays_as_it_is() throws IOException {
    String first = append(ledger, "order-112358").ticketId();
    Path file = database.resolve("order-112358").resolve(first + ".json");
    byte[] before = Files.readAllBytes(file);
    String second = append(ledger, "order-112358").ticketId();

    assertThat(second).isNotEqualTo(first);
    assertThat(file).hasBinaryContent(before);
    assertThat(ledger.ticketIdsOf("order-112358")).containsExactlyInAnyOrder(first, second);
  }

  @Test
  void tickets_are_sorted_by_time_and_then_by_number() {
    for (int second : List.of(3, 0, 5, 0, 3, 0)) {
      clock.set(T.plusSeconds(second));
      append(ledger, "order-112358");
    }

    List<Ledger.Entry> entries = ledger.ticketsOf("order-112358");
    assertThat(entries)
        .extracting(entry -> Duration.between(T, entry.publishedAt()).toSeconds())
        .containsExactly(0L, 0L, 0L, 3L, 3L, 5L);
    List<String> numbers = ledger.ticketIdsOf("order-112358");
    assertThat(numbers.subList(0, 3)).isSorted();
    assertThat(numbers.subList(3, 5)).isSorted();
  }

  @Test
  void a_missing_folder_an_empty_one_and_a_draft_are_no_ticket() throws IOException {
    Files.createDirectory(database.resolve("order-1"));
    put(database, "order-2", ".TICKET-42618.draft", "{ \"orderID\" : \"ord");

    assertThat(List.of("order-0", "order-1", "order-2"))
        .allSatisfy(id -> assertThat(ledger.ticketsOf(id)).isEmpty());
  }

  @Test
  void the_orders_are_those_that_have_a_folder() throws IOException {
    append(ledger, "order-2");
    append(ledger, "order-1");
    Files.createDirectory(database.resolve("order-3"));
    Files.writeString(database.resolve(Reservations.FILE), "[]");
    Files.writeString(database.resolve("order-list.txt"), "a note");
    Files.createDirectory(database.resolve("order-OLD"));

    assertThat(ledger.orderIds()).containsExactly("order-1", "order-2", "order-3");
  }

  @Test
  void the_shipped_samples_can_be_read() {
    Ledger shipped = new Ledger(Path.of("..", "database"), Clock.systemUTC());

    assertThat(shipped.ticketIdsOf("order-112358")).contains("TICKET-42618");
    assertThat(shipped.ticketIdsOf("order-271828")).contains("TICKET-90452");
  }
}
