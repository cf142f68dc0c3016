package ticketing.system;

import static org.assertj.core.api.Assertions.assertThat;
import static ticketing.system.TicketFixtures.CARD;
import static ticketing.system.TicketFixtures.allFilesUnder;
import static ticketing.system.TicketFixtures.assertRejected;
import static ticketing.system.TicketFixtures.createAt;
import static ticketing.system.TicketFixtures.namesIn;
import static ticketing.system.TicketFixtures.withReference;

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

/**
 * Tests that a reference stays unique if a create is killed at any step or overtaken by another.
 */
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

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void after_a_crash_the_first_answer_stands_or_there_is_none(boolean declined) {
    Snapshots snapshots = new Snapshots();
    PaymentInfo card = declined ? PaymentInfo.DECLINED : CARD;
    String first = answer(new Ledger(database, clock, snapshots), card);
    snapshots.take();

    List<List<String>> filesAfterCrash = new ArrayList<>();
    for (Path copy : snapshots.taken) {
      Ledger ledger = new Ledger(copy, clock);
      Path folder = copy.resolve(ORDER);
      List<String> files = Files.exists(folder) ? namesIn(folder) : List.of();
      filesAfterCrash.add(files);
      String next = answer(ledger, CARD);
      assertThat(List.of(next)).containsAll(files);
      assertThat(answer(ledger, CARD)).isEqualTo(next);
      assertThat(namesIn(folder)).containsExactly(next);
    }

    // The folder appears in one step, so each snapshot has all of its files or none.
    assertThat(filesAfterCrash)
        .containsOnly(List.of(), List.of(first))
        .startsWith(List.<String>of());
    assertThat(filesAfterCrash).endsWith(List.of(first), List.of(first));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_create_that_a_sale_overtakes_returns_its_ticket(boolean declined) {
    Overtaken overtaken = new Overtaken(CARD);

    assertThat(create(overtaken.ledger, declined ? PaymentInfo.DECLINED : CARD))
        .isEqualTo(overtaken.otherTicket);
    assertThat(new Ledger(database, clock).ticketIdsOf(ORDER))
        .containsExactly(overtaken.otherTicket.ticketId());
    assertThat(namesIn(database)).containsExactly(".numbers", ORDER);
  }

  @Test
  void a_sale_that_a_rejection_overtakes_is_rejected() {
    Overtaken overtaken = new Overtaken(PaymentInfo.DECLINED);

    assertRejected(() -> create(overtaken.ledger, CARD));
    assertThat(allFilesUnder(database.resolve(ORDER))).containsExactly("REJECTED.txt");
  }

  /** Creates a ticket; returns the name of the file that contains the answer. */
  private String answer(Ledger ledger, PaymentInfo card) {
    try {
      return create(ledger, card).ticketId() + ".json";
    } catch (RejectedException e) {
      assertThat(e).hasMessageEndingWith(": the payment was declined.");
      return "REJECTED.txt";
    }
  }

  private Ticket create(Ledger ledger, PaymentInfo card) {
    return createAt(withReference(ledger, clock, ORDER), ORDER, card);
  }

  /** A disk on which another process answers the order just before this answer is published. */
  private final class Overtaken extends TicketPublisher {
    private final Ledger ledger = new Ledger(database, clock, this);
    private final PaymentInfo otherCard;
    private Ticket otherTicket;

    Overtaken(PaymentInfo otherCard) {
      this.otherCard = otherCard;
    }

    @Override
    void write(Path draft, String text) throws IOException {
      super.write(draft, text);
      Ledger other = new Ledger(database, clock);
      if (otherCard.equals(PaymentInfo.DECLINED)) {
        assertRejected(() -> create(other, otherCard));
      } else {
        otherTicket = create(other, otherCard);
      }
    }
  }

  /**
   * Copies the database before and after each step, as a process leaves it if it is killed there.
   */
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
