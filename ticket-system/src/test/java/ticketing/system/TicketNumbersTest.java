package ticketing.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static ticketing.system.TicketFixtures.append;
import static ticketing.system.TicketFixtures.namesIn;
import static ticketing.system.TicketFixtures.put;
import static ticketing.system.TicketFixtures.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that every number is issued only once, even if the folder with the claimed numbers is lost.
 */
@Timeout(10)
class TicketNumbersTest {
  private final Path database;
  private final Path claimed;
  private final Ledger ledger;

  /** Always draws the lowest number first, so that all draws collide. */
  private final TicketNumbers lowest;

  TicketNumbersTest(@TempDir Path database) {
    this.database = database;
    this.claimed = database.resolve(".numbers");
    this.ledger = new Ledger(database, new SettableClock());
    this.lowest =
        new TicketNumbers(
            ledger,
            (low, bound) -> {
              assertThat(bound).isEqualTo(10 * low);
              return low;
            });
  }

  @Test
  void numbers_have_five_digits_and_grow_until_none_is_left() throws IOException {
    for (int digits = 5; digits <= 9; digits++) {
      assertThat(lowest.claim()).isEqualTo("TICKET-1" + "0".repeat(digits - 1));
    }

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(lowest::claim)
        .withMessageContaining("no ticket number is free in " + claimed);
  }

  @Test
  void without_the_folder_existing_tickets_keep_their_numbers() throws IOException {
    String first = append(ledger, "order-1").ticketId();
    put(database, "order-2", "TICKET-10000.json", text("order-2", "TICKET-10000"));
    put(database, "order-2", "TICKET-100000.json", text("order-2", "TICKET-100000"));
    Files.delete(claimed.resolve(first));
    Files.delete(claimed);

    assertThat(lowest.claim()).isEqualTo("TICKET-1000000");
    assertThat(namesIn(claimed))
        .containsOnly(first, "TICKET-10000", "TICKET-100000", "TICKET-1000000");
    assertThat(namesIn(database)).containsExactly(".numbers", "order-1", "order-2");
  }

  @Test
  void damage_to_one_order_stops_no_other() throws IOException {
    put(database, "order-1", "TICKET-10000.json", "{");
    Files.writeString(database.resolve("order-3"), "a file in the place of a folder");
    Files.writeString(database.resolve("order-list.txt"), "a note");
    Files.createDirectory(database.resolve("order-OLD"));

    assertThat(lowest.claim()).as("10000 stays taken").isEqualTo("TICKET-100000");
    append(ledger, "order-2");
    assertThat(ledger.ticketIdsOf("order-2")).hasSize(1);
  }
}
