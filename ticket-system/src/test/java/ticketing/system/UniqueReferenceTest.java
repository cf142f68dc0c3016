package ticketing.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static ticketing.system.Tickets.CARD;
import static ticketing.system.Tickets.allFilesUnder;
import static ticketing.system.Tickets.append;
import static ticketing.system.Tickets.createAt;
import static ticketing.system.Tickets.idsOf;
import static ticketing.system.Tickets.namesIn;
import static ticketing.system.Tickets.put;
import static ticketing.system.Tickets.text;
import static ticketing.system.Tickets.withReference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A ticket system that keeps its client's reference unique: the first answer stands. */
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
  void a_create_leaves_the_ticket_and_its_claimed_number_and_nothing_else() {
    Ticket ticket = create();

    assertThat(ledger.ticketsOf(ORDER))
        .containsExactly(new Ledger.Entry(ticket, SettableClock.BEGIN));
    assertThat(database.resolve(ORDER).resolve(ticket.ticketId() + ".json"))
        .content()
        .isEqualToNormalizingNewlines(text(ORDER, ticket.ticketId()));
    assertThat(allFilesUnder(database))
        .containsExactly(
            ".numbers/" + ticket.ticketId(), ORDER + "/" + ticket.ticketId() + ".json");
    assertThat(namesIn(database)).containsExactly(".numbers", ORDER);
  }

  @Test
  void every_further_create_returns_the_first_ticket_and_writes_nothing() {
    Ticket ticket = create();
    List<String> files = allFilesUnder(database);

    clock.pass(Duration.ofDays(400));
    assertThat(create()).isEqualTo(ticket);
    assertThat(createAt(system, ORDER, OTHER_CARD)).isEqualTo(ticket);
    assertThat(createAt(withReference(new Ledger(database, clock), clock, ORDER), ORDER, CARD))
        .isEqualTo(ticket);
    assertThat(allFilesUnder(database)).isEqualTo(files);
  }

  @Test
  void a_ticket_is_not_refused_to_the_next_card_nor_to_an_expired_token() {
    Ticket ticket = create();
    Token token = system.issueToken(ORDER);
    Reservation reservation = system.findReservation(token, ORDER);
    clock.pass(LedgerTicketSystem.TOKEN_LIFE);

    assertThat(createAt(system, ORDER, PaymentInfo.DECLINED)).isEqualTo(ticket);
    assertThat(system.createTicket(token, reservation, CARD)).isEqualTo(ticket);
  }

  @Test
  void an_expired_token_buys_nothing_and_a_new_one_does() {
    Token token = system.issueToken(ORDER);
    Reservation reservation = system.findReservation(token, ORDER);
    clock.pass(LedgerTicketSystem.TOKEN_LIFE);

    assertThatExceptionOfType(NotSentException.class)
        .isThrownBy(() -> system.createTicket(token, reservation, CARD));
    assertThat(database).isEmptyDirectory();
    assertThat(idsOf(ledger, ORDER)).isEmpty();
    assertThat(create()).isNotNull();
  }

  @Test
  void a_refusal_stands_also_for_the_next_card() {
    refuses("No ticket for order-112358: the payment was declined.", PaymentInfo.DECLINED);
    refuses("No ticket for order-112358: the payment was declined.", CARD);

    assertThat(allFilesUnder(database)).containsExactly(ORDER + "/REFUSED.txt");
    assertThat(system.findTicket(ORDER)).isEmpty();
  }

  @Test
  void an_order_without_a_reservation_is_rejected_and_may_get_one_later() {
    String unknown = "order-999";
    Reservation forged = new Reservation(unknown, "Two Generals", "T2", TermsOfService.USUAL);

    assertThatExceptionOfType(RejectedException.class)
        .isThrownBy(() -> system.createTicket(system.issueToken(unknown), forged, CARD));
    assertThat(database).isEmptyDirectory();
    assertThat(createAt(withReference(ledger, clock, unknown), unknown, CARD)).isNotNull();
  }

  @Test
  void a_malformed_reference_is_rejected() {
    Reservation forged = new Reservation("../order-1", "", "", TermsOfService.USUAL);

    assertThatExceptionOfType(RejectedException.class)
        .isThrownBy(() -> system.createTicket(system.issueToken(ORDER), forged, CARD))
        .withMessageContaining("Not an order ID");
  }

  @Test
  void an_order_that_was_sold_elsewhere_has_its_oldest_ticket() {
    String first = append(ledger, ORDER).ticketId();
    clock.pass(Duration.ofSeconds(1));
    append(ledger, ORDER);

    assertThat(create().ticketId()).isEqualTo(first);
    assertThat(idsOf(ledger, ORDER)).hasSize(2);
  }

  @Test
  void an_empty_folder_says_nothing_about_its_order() throws IOException {
    Files.createDirectory(database.resolve(ORDER));

    assertThat(idsOf(ledger, ORDER)).isEmpty();
    assertThat(create().ticketId()).isEqualTo(idsOf(ledger, ORDER).get(0));
  }

  @Test
  void of_many_threads_at_once_one_sells_and_all_get_its_ticket() throws Exception {
    int threads = 8;
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      for (int round = 1; round <= 50; round++) {
        String orderId = "order-" + round;
        TicketSystem shared = withReference(ledger, clock, orderId);
        CyclicBarrier barrier = new CyclicBarrier(threads);
        Callable<String> create =
            () -> {
              Token token = shared.issueToken(orderId);
              Reservation reservation = shared.findReservation(token, orderId);
              barrier.await();
              return shared.createTicket(token, reservation, CARD).ticketId();
            };
        List<Future<String>> creates = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
          creates.add(executor.submit(create));
        }
        Set<String> told = new HashSet<>();
        for (Future<String> ticketId : creates) {
          told.add(ticketId.get());
        }
        assertThat(told).hasSize(1);
        assertThat(idsOf(ledger, orderId)).containsExactlyElementsOf(told);
      }
    } finally {
      executor.shutdownNow();
    }
    assertThat(namesIn(database)).hasSize(1 + 50);
  }

  @Test
  void a_damaged_ticket_is_an_error_and_no_reason_to_sell_once_more() throws IOException {
    String ticketId = create().ticketId();
    Path file = database.resolve(ORDER).resolve(ticketId + ".json");
    String whole = Files.readString(file);
    Files.writeString(file, whole.substring(0, whole.length() / 2));

    isLedgerException(this::create, file, "Mend the file or move it away");
    assertThat(namesIn(database.resolve(ORDER))).containsExactly(ticketId + ".json");
    Files.writeString(file, whole);
    assertThat(create().ticketId()).isEqualTo(ticketId);
  }

  @Test
  void a_damaged_refusal_is_an_error_and_no_reason_to_sell() throws IOException {
    Path file = put(database, ORDER, "REFUSED.txt", " ");

    isLedgerException(this::create, file, "Mend the file or move it away");
    assertThat(namesIn(database.resolve(ORDER))).containsExactly("REFUSED.txt");
    Files.delete(file);
    assertThat(create()).isNotNull();
  }

  @Test
  void a_folder_that_holds_something_else_is_an_error_and_stays_as_it_is() {
    put(database, ORDER, "note.txt", "a note of somebody");

    isLedgerException(this::create, database.resolve(ORDER), "Move it away");
    assertThat(namesIn(database.resolve(ORDER))).containsExactly("note.txt");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void a_folder_that_is_elsewhere_is_an_error_and_stays_as_it_is() throws IOException {
    Path elsewhere = Files.createDirectory(database.resolve("elsewhere"));
    Path link = Files.createSymbolicLink(database.resolve(ORDER), elsewhere);

    isLedgerException(this::create, database.resolve(ORDER), "Move it away");
    assertThat(link).isSymbolicLink();
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void a_file_in_the_place_of_the_folder_is_an_error_to_read_and_to_write() throws IOException {
    Path file = Files.writeString(database.resolve(ORDER), "");

    isLedgerException(this::create, file, "Make it a readable folder");
    isLedgerException(() -> ledger.refuseFirst(ORDER, "sold out"), file, "Is the folder writable");
    assertThat(file).isEmptyFile();
  }

  private Ticket create() {
    return createAt(system, ORDER, CARD);
  }

  private void refuses(String reason, PaymentInfo card) {
    assertThatExceptionOfType(RejectedException.class)
        .isThrownBy(() -> createAt(system, ORDER, card))
        .withMessage(reason);
  }

  private static void isLedgerException(ThrowingCallable call, Path path, String fix) {
    assertThatExceptionOfType(LedgerException.class)
        .isThrownBy(call)
        .withMessageContaining(path.toString())
        .withMessageContaining(fix);
  }
}
