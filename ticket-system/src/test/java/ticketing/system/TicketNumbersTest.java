package ticketing.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static ticketing.system.Tickets.append;
import static ticketing.system.Tickets.namesIn;
import static ticketing.system.Tickets.put;
import static ticketing.system.Tickets.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every number is given out once, also when the folder of the claimed ones is lost. */
@Timeout(10)
class TicketNumbersTest {
  private final Path database;
  private final Path claimed;
  private final Ledger ledger;

  /** Numbers that always try the lowest first, and so collide as often as can be. */
  private final TicketNumbers lowest;

  TicketNumbersTest(@TempDir Path database) {
    this.database = database;
    this.claimed = database.resolve(".numbers");
    this.ledger = new Ledger(database, new SettableClock());
    this.lowest = new TicketNumbers(ledger, (low, bound) -> low);
  }

  @Test
  void a_number_that_is_claimed_is_not_given_out_again() throws IOException {
    Files.createDirectory(claimed);
    Files.createFile(claimed.resolve("TICKET-10000"));
    Files.createFile(claimed.resolve("TICKET-10001"));
    int[] next = {10_000};

    assertThat(new TicketNumbers(ledger, (low, bound) -> next[0]++).claim())
        .isEqualTo("TICKET-10002");
  }

  @Test
  void the_numbers_are_drawn_from_all_of_five_digits() throws IOException {
    new TicketNumbers(
            ledger,
            (low, bound) -> {
              assertThat(low).isEqualTo(10_000);
              assertThat(bound).isEqualTo(100_000);
              return low;
            })
        .claim();

    assertThat(namesIn(claimed)).containsExactly("TICKET-10000");
  }

  @Test
  void they_grow_longer_until_none_is_left() throws IOException {
    for (int digits = 5; digits <= 9; digits++) {
      assertThat(lowest.claim()).isEqualTo("TICKET-1" + "0".repeat(digits - 1));
    }

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(lowest::claim)
        .withMessageContaining("no ticket number is free in " + claimed);
  }

  @Test
  void without_their_folder_the_numbers_of_existing_tickets_stay_taken() throws IOException {
    put(database, "order-1", "TICKET-10000.json", text("order-1", "TICKET-10000"));
    put(database, "order-2", "TICKET-100000.json", text("order-2", "TICKET-100000"));

    assertThat(ledger.ticketIdsOf("order-2")).containsExactly("TICKET-100000");
    assertThat(lowest.claim()).isEqualTo("TICKET-1000000");
    assertThat(namesIn(claimed)).containsExactly("TICKET-10000", "TICKET-100000", "TICKET-1000000");
  }

  @Test
  void when_their_folder_is_deleted_it_is_made_again_from_the_tickets() throws IOException {
    String first = append(ledger, "order-1").ticketId();
    String second = append(ledger, "order-2").ticketId();
    for (String number : namesIn(claimed)) {
      Files.delete(claimed.resolve(number));
    }
    Files.delete(claimed);
    String third = append(ledger, "order-1").ticketId();

    assertThat(namesIn(claimed)).containsExactlyInAnyOrder(first, second, third);
    assertThat(namesIn(database)).containsExactly(".numbers", "order-1", "order-2");
  }

  @Test
  void damage_to_one_order_stops_no_other() throws IOException {
    put(database, "order-1", "TICKET-10000.json", "{");
    Files.writeString(database.resolve("order-3"), "a file in the place of a folder");

    assertThat(lowest.claim()).as("10000 stays taken").isEqualTo("TICKET-100000");
    append(ledger, "order-2");
    assertThat(ledger.ticketIdsOf("order-2")).hasSize(1);
  }

  @Test
  void folders_that_belong_to_no_order_do_not_matter() throws IOException {
    Files.createDirectory(database.resolve("order-OLD"));
    Files.writeString(database.resolve("order-list.txt"), "a note of somebody");

    assertThat(lowest.claim()).isEqualTo("TICKET-10000");
  }
}
