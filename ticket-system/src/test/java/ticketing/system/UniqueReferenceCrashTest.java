package ticketing.system;

import static org.assertj.core.api.Assertions.assertThat;
import static ticketing.system.Tickets.CARD;
import static ticketing.system.Tickets.allFilesUnder;
import static ticketing.system.Tickets.createAt;
import static ticketing.system.Tickets.isRejected;
import static ticketing.system.Tickets.namesIn;
import static ticketing.system.Tickets.withReference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A unique reference stays unique wherever a create dies, or is overtaken by another. */
@Timeout(30)
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
  void after_a_crashed_sale_one_ticket_follows() {
    Snapshots snapshots = new Snapshots();
    String ticketId = create(new Ledger(database, clock, snapshots), CARD).ticketId();
    snapshots.take();

    List<List<String>> sold = new ArrayList<>();
    for (Path left : snapshots.taken) {
      Ledger ledger = new Ledger(left, clock);
      sold.add(ledger.ticketIdsOf(ORDER));
      String next = create(ledger, CARD).ticketId();
      assertThat(create(ledger, CARD).ticketId()).isEqualTo(next);
      assertThat(ledger.ticketIdsOf(ORDER))
          .containsExactly(next)
          .containsAll(sold.get(sold.size() - 1));
    }

    // The folder appears in one step, or there would be more to see than nothing and everything.
    assertThat(sold).containsOnly(List.of(), List.of(ticketId)).startsWith(List.<String>of());
    assertThat(sold).endsWith(List.of(ticketId), List.of(ticketId));
  }

  @Test
  void after_a_crashed_rejection_there_is_one_answer() {
    Snapshots snapshots = new Snapshots();
    isRejected(() -> create(new Ledger(database, clock, snapshots), PaymentInfo.DECLINED));
    snapshots.take();

    int rejected = 0;
    for (Path left : snapshots.taken) {
      Ledger ledger = new Ledger(left, clock);
      boolean stands = namesIn(left).contains(ORDER);
      assertThat(ledger.ticketIdsOf(ORDER)).isEmpty();
      if (stands) {
        rejected++;
        isRejected(() -> create(ledger, CARD));
        assertThat(ledger.ticketIdsOf(ORDER)).isEmpty();
      } else {
        String ticketId = create(ledger, CARD).ticketId();
        assertThat(allFilesUnder(left.resolve(ORDER))).containsExactly(ticketId + ".json");
      }
    }
    assertThat(rejected).isBetween(1, snapshots.taken.size() - 1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_create_that_a_sale_overtakes_returns_its_ticket(boolean declined) {
    Overtaken overtaken = new Overtaken(CARD);

    assertThat(create(overtaken.ledger, declined ? PaymentInfo.DECLINED : CARD))
        .isEqualTo(overtaken.answerOfTheOther);
    assertThat(new Ledger(database, clock).ticketIdsOf(ORDER))
        .containsExactly(overtaken.answerOfTheOther.ticketId());
    assertThat(namesIn(database)).containsExactly(".numbers", ORDER);
  }

  @Test
  void a_sale_that_a_rejection_overtakes_is_rejected() {
    Overtaken overtaken = new Overtaken(PaymentInfo.DECLINED);

    isRejected(() -> create(overtaken.ledger, CARD));
    assertThat(allFilesUnder(database.resolve(ORDER))).containsExactly("REJECTED.txt");
  }

  private Ticket create(Ledger ledger, PaymentInfo card) {
    return createAt(withReference(ledger, clock, ORDER), ORDER, card);
  }

  /** A disk on which another process answers the order just before the answer is published. */
  private final class Overtaken extends TicketPublisher {
    private final Ledger ledger = new Ledger(database, clock, this);
    private final PaymentInfo cardOfTheOther;
    private Ticket answerOfTheOther;

    Overtaken(PaymentInfo cardOfTheOther) {
      this.cardOfTheOther = cardOfTheOther;
    }

    @Override
    void write(Path draft, String text) throws IOException {
      super.write(draft, text);
      Ledger other = new Ledger(database, clock);
      if (cardOfTheOther.equals(PaymentInfo.DECLINED)) {
        isRejected(() -> create(other, cardOfTheOther));
      } else {
        answerOfTheOther = create(other, cardOfTheOther);
      }
    }
  }

  /** Copies the database before and after each step: what a process leaves that is killed there. */
  private final class Snapshots extends TicketPublisher {
    private final List<Path> taken = new ArrayList<>();

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
