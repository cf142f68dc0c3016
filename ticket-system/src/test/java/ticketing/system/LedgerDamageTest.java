package ticketing.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static ticketing.system.TicketFixtures.append;
import static ticketing.system.TicketFixtures.assertLedgerException;
import static ticketing.system.TicketFixtures.put;
import static ticketing.system.TicketFixtures.text;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests that an unreadable ledger causes an error with the path and the fix, not a missing ticket.
 */
@Timeout(10)
class LedgerDamageTest {
  private static final String ORDER = "order-112358";
  private static final String TICKET = "TICKET-42618.json";
  private static final String WHOLE = text(ORDER, "TICKET-42618").strip();

  private final Path database;
  private final Ledger ledger;

  LedgerDamageTest(@TempDir Path temporary) throws IOException {
    this.database = Files.createDirectory(temporary.resolve("database"));
    this.ledger = new Ledger(database, new SettableClock());
  }

  @Test
  void a_torn_ticket_file_is_never_no_ticket() {
    append(ledger, ORDER);
    for (int length = 0; length < WHOLE.length(); length++) {
      isDamaged(put(database, ORDER, TICKET, WHOLE.substring(0, length)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "{}",
        "42",
        "not JSON at all",
        "{\"orderID\":\"order-112358\",\"ticketID\":\"TICKET-42618\"}",
        "{\"orderID\":\"order-112358\",\"ticketID\":\"TICKET-42618\",\"paymentInfo\":null}",
        "{\"orderID\":\"order-112358\",\"ticketID\":null,\"paymentInfo\":\"VISA\"}",
        "{\"orderID\":\"order-271828\",\"ticketID\":\"TICKET-42618\",\"paymentInfo\":\"VISA\"}",
        "{\"orderID\":\"order-112358\",\"ticketID\":\"TICKET-42619\",\"paymentInfo\":\"VISA\"}",
      })
  void a_file_without_the_orders_whole_ticket_is_damaged(String text) {
    isDamaged(put(database, ORDER, TICKET, text));
  }

  @Test
  void the_message_has_line_and_column_and_no_card_number() {
    put(database, ORDER, TICKET, "\n  \"" + TicketFixtures.CARD.cardNumber() + "\"");

    assertThatExceptionOfType(LedgerException.class)
        .isThrownBy(() -> ledger.ticketsOf(ORDER))
        .withMessageContaining("line 2, column ")
        .satisfies(e -> assertThat(stackTrace(e)).doesNotContain(TicketFixtures.CARD.cardNumber()));
  }

  @Test
  void a_torn_ticket_of_another_order_does_not_matter() {
    put(database, "order-271828", "TICKET-90452.json", "{ \"orderID\" :");
    put(database, ORDER, TICKET, WHOLE);

    assertThat(ledger.ticketIdsOf(ORDER)).containsExactly("TICKET-42618");
    assertThat(ledger.ticketsOf("order-314159")).isEmpty();
  }

  @Test
  void a_ticket_that_is_a_folder_is_an_error() throws IOException {
    Files.createDirectories(database.resolve(ORDER).resolve(TICKET));

    assertLedgerException(
        () -> ledger.ticketsOf(ORDER), database.resolve(ORDER), "Fix it or move it away");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void a_dangling_link_is_an_error() throws IOException {
    Path nowhere = database.resolve("nowhere");
    Path folder = Files.createSymbolicLink(database.resolve(ORDER), nowhere);

    assertLedgerException(() -> ledger.ticketsOf(ORDER), folder, "Fix it or move it away");
    Files.delete(folder);
    append(ledger, ORDER);
    isDamaged(Files.createSymbolicLink(folder.resolve(TICKET), nowhere));
  }

  @Test
  void an_order_folder_must_not_be_a_file() throws IOException {
    Path folder = Files.writeString(database.resolve(ORDER), "");

    assertLedgerException(() -> ledger.ticketsOf(ORDER), folder, "Fix it or move it away");
    assertLedgerException(() -> append(ledger, ORDER), folder, "Is the folder read-only");
    assertLedgerException(
        () -> ledger.rejectFirst(ORDER, "sold out"), folder, "Is the folder read-only");
    assertThat(folder).isEmptyFile();
  }

  @Test
  void a_missing_database_is_an_error_and_not_made() throws IOException {
    Files.delete(database);

    assertLedgerException(() -> ledger.ticketsOf(ORDER), database, "Restore the folder");
    assertLedgerException(() -> append(ledger, ORDER), database, Database.VARIABLE);
    assertThat(database).doesNotExist();
  }

  private static String stackTrace(Throwable e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  private void isDamaged(Path file) {
    assertLedgerException(() -> ledger.ticketsOf(ORDER), file, "Fix it or move it away");
  }
}
