package ticketing.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static ticketing.system.TicketFixtures.CARD;
import static ticketing.system.TicketFixtures.allFilesUnder;
import static ticketing.system.TicketFixtures.append;
import static ticketing.system.TicketFixtures.assertLedgerException;
import static ticketing.system.TicketFixtures.assertRejected;
import static ticketing.system.TicketFixtures.createAt;
import static ticketing.system.TicketFixtures.namesIn;
import static ticketing.system.TicketFixtures.put;
import static ticketing.system.TicketFixtures.withReference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that the first answer for a reference is final. {@link LedgerTicketSystemTest} tests the
 * rest.
 */
@Timeout(30)
class UniqueReferenceTest {
  private static final String ORDER = "order-112358";
  private static final PaymentInfo OTHER_CARD = new PaymentInfo("VISA-0000-111-2222-3333");

  private final Path database;
  private final SettableClock clock = new SettableClock();
  private final Ledger ledger;
  private final TicketSystem system;

  UniqueReferenceTest(@TempDir Path database) {
    this.database = database;
    this.ledger = new Ledger(database, clock);
    this.system = withReference(ledger, clock, ORDER);
  }

  @Test
  void a_create_writes_one_ticket_even_into_an_empty_folder() throws IOException {
    Files.createDirectory(database.resolve(ORDER));
    Ticket ticket = create();

    assertThat(ledger.ticketsOf(ORDER))
        .containsExactly(new Ledger.Entry(ticket, SettableClock.START));
    assertThat(allFilesUnder(database))
        .containsExactly(
            ".numbers/" + ticket.ticketId(), ORDER + "/" + ticket.ticketId() + ".json");
    assertThat(namesIn(database)).containsExactly(".numbers", ORDER);
  }

  @Test
  void every_further_create_returns_the_first_ticket() {
    Token token = system.issueToken(ORDER);
    Reservation reservation = system.findReservation(token, ORDER);
    Ticket ticket = create();
    List<String> files = allFilesUnder(database);

    clock.advance(Duration.ofDays(400));
    assertThat(create()).isEqualTo(ticket);
    assertThat(createAt(system, ORDER, OTHER_CARD)).isEqualTo(ticket);
    assertThat(createAt(system, ORDER, PaymentInfo.DECLINED)).isEqualTo(ticket);
    assertThat(system.createTicket(token, reservation, CARD)).as("expired token").isEqualTo(ticket);
    assertThat(createAt(withReference(new Ledger(database, clock), clock, ORDER), ORDER, CARD))
        .isEqualTo(ticket);
    assertThat(allFilesUnder(database)).isEqualTo(files);
  }

  @Test
  void a_rejection_also_holds_for_another_card() {
    assertRejected(() -> createAt(system, ORDER, PaymentInfo.DECLINED));
    assertRejected(this::create);

    assertThat(allFilesUnder(database)).containsExactly(ORDER + "/REJECTED.txt");
    assertThat(system.findTicket(ORDER)).isEmpty();
  }

  @Test
  void an_unknown_order_may_get_a_reservation_later() {
    String unknown = "order-999";
    Reservation forged =
        new Reservation(unknown, "Music of the Spheres", "C1", TimingGuarantees.USUAL);

    assertThatExceptionOfType(RejectedException.class)
        .isThrownBy(() -> system.createTicket(system.issueToken(unknown), forged, CARD));
    assertThat(database).isEmptyDirectory();
    assertThat(createAt(withReference(ledger, clock, unknown), unknown, CARD)).isNotNull();
  }

  @Test
  void a_create_returns_the_oldest_of_several_existing_tickets() {
    String first = append(ledger, ORDER).ticketId();
    clock.advance(Duration.ofSeconds(1));
    append(ledger, ORDER);

    assertThat(create().ticketId()).isEqualTo(first);
    assertThat(ledger.ticketIdsOf(ORDER)).hasSize(2);
  }

  @Test
  void a_damaged_file_never_leads_to_a_sale() throws IOException {
    Path rejection = put(database, ORDER, "REJECTED.txt", " ");
    assertLedgerException(this::create, rejection, "Fix it or move it away");
    assertThat(namesIn(database.resolve(ORDER))).containsExactly("REJECTED.txt");
    Files.delete(rejection);

    String ticketId = create().ticketId();
    Path ticket = database.resolve(ORDER).resolve(ticketId + ".json");
    Files.writeString(ticket, Files.readString(ticket).substring(0, 20));
    assertLedgerException(this::create, ticket, "Fix it or move it away");
    assertThat(namesIn(database.resolve(ORDER))).containsExactly(ticketId + ".json");
  }

  @Test
  void a_folder_with_something_else_stays_as_it_is() {
    put(database, ORDER, "note.txt", "a note");

    assertLedgerException(this::create, database.resolve(ORDER), "Move it away");
    assertThat(namesIn(database.resolve(ORDER))).containsExactly("note.txt");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void a_linked_folder_stays_as_it_is() throws IOException {
    Path elsewhere = Files.createDirectory(database.resolve("elsewhere"));
    Path link = Files.createSymbolicLink(database.resolve(ORDER), elsewhere);

    assertLedgerException(this::create, database.resolve(ORDER), "Move it away");
    assertThat(link).isSymbolicLink();
    assertThat(elsewhere).isEmptyDirectory();
  }

  private Ticket create() {
    return createAt(system, ORDER, CARD);
  }
}
