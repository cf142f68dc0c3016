package ticketing.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static ticketing.system.Tickets.CARD;
import static ticketing.system.Tickets.allFilesUnder;
import static ticketing.system.Tickets.createAt;
import static ticketing.system.Tickets.idsOf;
import static ticketing.system.Tickets.namesIn;
import static ticketing.system.Tickets.withReference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A unique reference stays unique wherever a create dies, and when many processes die. */
@Timeout(60)
class UniqueReferenceCrashTest {
  private static final String ORDER = "order-112358";

  private final Path temporary;
  private final Path database;
  private final SettableClock clock = new SettableClock();

  UniqueReferenceCrashTest(@TempDir Path temporary) throws IOException {
    this.temporary = temporary;
    this.database = Files.createDirectory(temporary.resolve("database"));
  }

  @Test
  void after_a_crash_at_any_step_of_a_sale_the_next_create_ends_with_the_one_ticket() {
    Snapshots snapshots = new Snapshots();
    String ticketId = create(new Ledger(database, clock, snapshots), CARD).ticketId();
    snapshots.take();

    List<List<String>> sold = new ArrayList<>();
    for (Path left : snapshots.taken) {
      Ledger ledger = new Ledger(left, clock);
      sold.add(idsOf(ledger, ORDER));
      String next = create(ledger, CARD).ticketId();
      assertThat(create(ledger, CARD).ticketId()).isEqualTo(next);
      assertThat(idsOf(ledger, ORDER)).containsExactly(next);
      if (!sold.get(sold.size() - 1).isEmpty()) {
        assertThat(next).isEqualTo(ticketId);
      }
    }

    // The folder appears in one step, or there would be more to see than nothing and everything.
    assertThat(sold).containsOnly(List.of(), List.of(ticketId)).startsWith(List.<String>of());
    assertThat(sold).endsWith(List.of(ticketId), List.of(ticketId));
    assertThat(snapshots.taken).anyMatch(UniqueReferenceCrashTest::hasAHalfWrittenDraft);
    assertThat(snapshots.taken).anyMatch(UniqueReferenceCrashTest::hasAWholeDraft);
  }

  @Test
  void after_a_crash_at_any_step_of_a_refusal_there_is_a_ticket_or_a_refusal_and_never_both() {
    Snapshots snapshots = new Snapshots();
    refuses(new Ledger(database, clock, snapshots), PaymentInfo.DECLINED);
    snapshots.take();

    int refused = 0;
    for (Path left : snapshots.taken) {
      Ledger ledger = new Ledger(left, clock);
      if (namesIn(left).contains(ORDER)) {
        refused++;
        refuses(ledger, CARD);
        assertThat(idsOf(ledger, ORDER)).isEmpty();
      } else {
        assertThat(idsOf(ledger, ORDER)).isEmpty();
        String ticketId = create(ledger, CARD).ticketId();
        assertThat(allFilesUnder(left.resolve(ORDER))).containsExactly(ticketId + ".json");
      }
    }
    assertThat(refused).isBetween(1, snapshots.taken.size() - 1);
    assertThat(snapshots.taken).anyMatch(UniqueReferenceCrashTest::hasAHalfWrittenDraft);
  }

  @Test
  void a_sale_that_was_paused_while_another_one_was_made_returns_the_ticket_of_the_other() {
    Paused paused = new Paused(CARD);

    assertThat(create(paused.ledger, CARD)).isEqualTo(paused.answerOfTheOther);
    onlyTicketIs(paused.answerOfTheOther);
  }

  @Test
  void a_refusal_that_was_paused_while_the_seat_was_sold_returns_the_ticket() {
    Paused paused = new Paused(CARD);

    assertThat(create(paused.ledger, PaymentInfo.DECLINED)).isEqualTo(paused.answerOfTheOther);
    onlyTicketIs(paused.answerOfTheOther);
  }

  @Test
  void a_sale_that_was_paused_while_the_order_was_refused_is_refused() {
    Paused paused = new Paused(PaymentInfo.DECLINED);

    refuses(paused.ledger, CARD);
    assertThat(allFilesUnder(database.resolve(ORDER))).containsExactly("REFUSED.txt");
  }

  @Test
  void a_create_that_was_paused_for_longer_than_d_sells_nothing_and_the_next_one_does() {
    Ledger paused =
        new Ledger(
            database,
            clock,
            new Publisher() {
              @Override
              void write(Path draft, String text) throws IOException {
                super.write(draft, text);
                clock.pass(TermsOfService.USUAL.landsWithin().plus(Duration.ofMillis(1)));
              }
            });

    assertThatExceptionOfType(TicketSystemException.class)
        .isThrownBy(() -> create(paused, CARD))
        .isExactlyInstanceOf(TicketSystemException.class);
    assertThat(namesIn(database)).containsExactly(".numbers");
    assertThat(create(new Ledger(database, clock), CARD)).isNotNull();
  }

  @Test
  void a_full_disk_leaves_nothing_and_once_there_is_room_the_next_create_sells() {
    Ledger full =
        new Ledger(
            database,
            clock,
            new Publisher() {
              @Override
              void write(Path draft, String text) throws IOException {
                super.write(draft, text.substring(0, text.length() / 2));
                throw new IOException("No space left on device");
              }
            });

    assertThatExceptionOfType(LedgerException.class)
        .isThrownBy(() -> create(full, CARD))
        .withMessageContaining("No ticket written")
        .withMessageContaining("No space left on device");
    assertThat(namesIn(database)).containsExactly(".numbers");
    assertThat(create(new Ledger(database, clock), CARD)).isNotNull();
  }

  @Test
  void a_ticket_that_is_there_counts_even_if_the_database_could_not_be_synced() {
    Ledger unsynced =
        new Ledger(
            database,
            clock,
            new Publisher() {
              @Override
              void sync(Path folder) throws IOException {
                if (folder.equals(database)) {
                  throw new IOException("Input/output error");
                }
              }
            });

    assertThatExceptionOfType(LedgerException.class)
        .isThrownBy(() -> create(unsynced, CARD))
        .withMessageContaining("nobody can tell")
        .withMessageNotContaining("No ticket written");
    List<String> sold = idsOf(unsynced, ORDER);
    assertThat(sold).containsExactly(create(unsynced, CARD).ticketId());
    assertThat(idsOf(unsynced, ORDER)).isEqualTo(sold);
  }

  @Test
  void many_processes_some_of_them_killed_sell_each_order_once_and_agree_on_its_ticket()
      throws Exception {
    String[] orderIds =
        IntStream.rangeClosed(1, 300).mapToObj(n -> "order-" + n).toArray(String[]::new);
    Path errors = temporary.resolve("errors.txt");
    Ledger ledger = new Ledger(database, Clock.systemUTC());
    try (TicketWriter a = writer(errors, orderIds);
        TicketWriter b = writer(errors, orderIds);
        TicketWriter c = writer(errors, orderIds);
        TicketWriter d = writer(errors, orderIds)) {
      TicketWriter.go(a, b, c, d);
      awaitOrders(ledger, 50);
      a.kill();
      awaitOrders(ledger, 150);
      b.kill();
      assertThat(c.exitCode()).as(Files.readString(errors)).isZero();
      assertThat(d.exitCode()).as(Files.readString(errors)).isZero();
    }

    assertThat(Files.readString(errors)).isEmpty();
    assertThat(ledger.orderIds()).containsExactlyInAnyOrder(orderIds);
    List<String> tickets = new ArrayList<>();
    for (String orderId : orderIds) {
      assertThat(idsOf(ledger, orderId)).as(orderId).hasSize(1);
      tickets.addAll(idsOf(ledger, orderId));
    }
    assertThat(tickets).doesNotHaveDuplicates();
  }

  private void onlyTicketIs(Ticket ticket) {
    assertThat(idsOf(new Ledger(database, clock), ORDER)).containsExactly(ticket.ticketId());
    assertThat(namesIn(database)).containsExactly(".numbers", ORDER);
  }

  private TicketWriter writer(Path errors, String... orderIds) throws IOException {
    return new TicketWriter(
        TicketWriter.Task.CREATE_WITH_REFERENCE, database, errors, orderIds.length, orderIds);
  }

  private static void awaitOrders(Ledger ledger, int count) {
    while (ledger.orderIds().size() < count) {
      Thread.onSpinWait();
    }
  }

  private Ticket create(Ledger ledger, PaymentInfo card) {
    return createAt(withReference(ledger, clock, ORDER), ORDER, card);
  }

  private void refuses(Ledger ledger, PaymentInfo card) {
    assertThatExceptionOfType(RejectedException.class)
        .isThrownBy(() -> create(ledger, card))
        .withMessage("No ticket for order-112358: the payment was declined.");
  }

  private static boolean hasAHalfWrittenDraft(Path database) {
    return draftsOfTheAnswer(database).anyMatch(text -> !text.endsWith("\n"));
  }

  private static boolean hasAWholeDraft(Path database) {
    return draftsOfTheAnswer(database).anyMatch(text -> text.endsWith("}\n"));
  }

  private static Stream<String> draftsOfTheAnswer(Path database) {
    return allFilesUnder(database).stream()
        .filter(name -> name.endsWith(".json") || name.endsWith("REFUSED.txt"))
        .filter(name -> name.startsWith(".draft-"))
        .map(database::resolve)
        .map(UniqueReferenceCrashTest::read);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A disk on which another process answers the order just before the answer is published. */
  private final class Paused extends Publisher {
    private final Ledger ledger = new Ledger(database, clock, this);
    private final PaymentInfo cardOfTheOther;
    private Ticket answerOfTheOther;

    Paused(PaymentInfo cardOfTheOther) {
      this.cardOfTheOther = cardOfTheOther;
    }

    @Override
    void write(Path draft, String text) throws IOException {
      super.write(draft, text);
      Ledger other = new Ledger(database, clock);
      if (cardOfTheOther.equals(PaymentInfo.DECLINED)) {
        refuses(other, cardOfTheOther);
      } else {
        answerOfTheOther = create(other, cardOfTheOther);
      }
    }
  }

  /** Copies the database before and after each step: what a process leaves that is killed there. */
  private final class Snapshots extends Publisher {
    private final List<Path> taken = Collections.synchronizedList(new ArrayList<>());

    @Override
    void write(Path draft, String text) throws IOException {
      take();
      super.write(draft, text.substring(0, text.length() / 2));
      take();
      super.write(draft, text);
      take();
    }

    @Override
    void sync(Path folder) throws IOException {
      take();
      super.sync(folder);
      take();
    }

    void take() {
      try (Stream<Path> all = Files.walk(database)) {
        Path copy = temporary.resolve("crash-" + (taken.size() + 1));
        for (Path path : all.toList()) {
          Files.copy(path, copy.resolve(database.relativize(path).toString()));
        }
        taken.add(copy);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
