package ticketing.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static ticketing.system.Tickets.CARD;
import static ticketing.system.Tickets.append;
import static ticketing.system.Tickets.idsOf;
import static ticketing.system.Tickets.namesIn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an append leaves behind when the disk, the clock or somebody else gets in its way. */
@Timeout(10)
class LedgerWriteTest {
  private static final String ORDER = "order-112358";

  private final Path database;
  private final Path folder;
  private final SettableClock clock = new SettableClock();

  LedgerWriteTest(@TempDir Path database) {
    this.database = database;
    this.folder = database.resolve(ORDER);
  }

  @Test
  void a_full_disk_is_told_with_the_path_and_the_fix() {
    Ledger ledger = ledger(new FullDisk());

    assertThatExceptionOfType(LedgerException.class)
        .isThrownBy(() -> append(ledger, ORDER))
        .withMessageContaining("No ticket written")
        .withMessageContaining(folder.toString())
        .withMessageContaining("No space left on device")
        .withMessageContaining("is the disk full?");
  }

  @Test
  void a_full_disk_leaves_no_ticket_and_no_draft() {
    Ledger ledger = ledger(new FullDisk());

    assertThatExceptionOfType(LedgerException.class).isThrownBy(() -> append(ledger, ORDER));
    assertThat(folder).isEmptyDirectory();
    assertThat(ledger.ticketsOf(ORDER)).isEmpty();
  }

  @Test
  void once_there_is_room_again_the_next_append_works() {
    FullDisk disk = new FullDisk();
    Ledger ledger = ledger(disk);
    assertThatExceptionOfType(LedgerException.class).isThrownBy(() -> append(ledger, ORDER));
    disk.full = false;
    String number = append(ledger, ORDER).ticketId();

    assertThat(idsOf(ledger, ORDER)).containsExactly(number);
    assertThat(namesIn(folder)).containsExactly(number + ".json");
  }

  @Test
  void a_ticket_that_would_come_too_late_is_never_published() {
    Instant notAfter = clock.instant().plusSeconds(30);
    Ledger ledger = ledger(new SlowDisk(Duration.ofSeconds(30).plusNanos(1)));

    assertThatExceptionOfType(TicketSystemException.class)
        .isThrownBy(() -> ledger.append(ORDER, CARD, notAfter))
        .withMessageContaining("No ticket written");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void a_ticket_that_comes_at_the_last_moment_is_published() {
    Instant notAfter = clock.instant().plusSeconds(30);
    Ledger ledger = ledger(new SlowDisk(Duration.ofSeconds(30)));
    Ticket ticket = ledger.append(ORDER, CARD, notAfter);

    assertThat(ledger.ticketsOf(ORDER)).containsExactly(new Ledger.Entry(ticket, notAfter));
  }

  @Test
  void a_file_that_has_the_name_already_is_never_overwritten() {
    NameTaken disk = new NameTaken();
    Ticket ticket = append(ledger(disk), ORDER);

    assertThat(disk.taken).hasContent("somebody else's");
    assertThat(namesIn(folder))
        .containsExactlyInAnyOrder(
            disk.taken.getFileName().toString(), ticket.ticketId() + ".json");
  }

  @Test
  void a_ticket_that_is_there_counts_even_if_its_folder_could_not_be_synced() {
    Ledger ledger = ledger(new UnsyncedFolder());

    assertThatExceptionOfType(LedgerException.class)
        .isThrownBy(() -> append(ledger, ORDER))
        .withMessageContaining(folder.toString())
        .withMessageContaining("nobody can tell")
        .withMessageNotContaining("No ticket written");
    assertThat(ledger.ticketsOf(ORDER)).hasSize(1);
    assertThat(namesIn(folder)).hasSize(1);
  }

  @Test
  void a_failed_append_wastes_its_number_and_no_more() {
    FullDisk disk = new FullDisk();
    Ledger ledger = ledger(disk);
    assertThatExceptionOfType(LedgerException.class).isThrownBy(() -> append(ledger, ORDER));
    disk.full = false;

    assertThatNoException().isThrownBy(() -> append(ledger, "order-271828"));
    assertThat(namesIn(database.resolve(".numbers"))).hasSize(2);
  }

  private Ledger ledger(Publisher disk) {
    return new Ledger(database, clock, disk);
  }

  /** A disk on which there is room for half a ticket. */
  private static final class FullDisk extends Publisher {
    private boolean full = true;

    @Override
    void write(Path draft, String text) throws IOException {
      if (full) {
        super.write(draft, text.substring(0, text.length() / 2));
        throw new IOException("No space left on device");
      }
      super.write(draft, text);
    }
  }

  /** A disk that takes its time, or a process that was paused. */
  private final class SlowDisk extends Publisher {
    private final Duration duration;

    SlowDisk(Duration duration) {
      this.duration = duration;
    }

    @Override
    void write(Path draft, String text) throws IOException {
      super.write(draft, text);
      clock.pass(duration);
    }
  }

  /** A disk on which somebody else takes the name of the first ticket at the last moment. */
  private static final class NameTaken extends Publisher {
    private Path taken;

    @Override
    void write(Path draft, String text) throws IOException {
      super.write(draft, text);
      if (taken == null) {
        String name = draft.getFileName().toString();
        String ticketId = name.substring(1, name.length() - ".draft".length());
        taken = Files.writeString(draft.resolveSibling(ticketId + ".json"), "somebody else's");
      }
    }
  }

  /** A disk that fails after the ticket has its name. */
  private final class UnsyncedFolder extends Publisher {
    @Override
    void sync(Path synced) throws IOException {
      if (synced.equals(folder)) {
        throw new IOException("Input/output error");
      }
    }
  }
}
