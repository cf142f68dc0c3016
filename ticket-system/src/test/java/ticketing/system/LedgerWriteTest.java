package ticketing.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static ticketing.system.TicketFixtures.allFilesUnder;
import static ticketing.system.TicketFixtures.append;
import static ticketing.system.TicketFixtures.namesIn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ticketing.system.TicketWriter.Task;

/** Tests what a failed write leaves on disk: a full disk, a failed sync, an existing file. */
@Timeout(10)
class LedgerWriteTest {
  private static final String ORDER = "order-112358";

  private final Path database;
  private final Path folder;

  LedgerWriteTest(@TempDir Path database) {
    this.database = database;
    this.folder = database.resolve(ORDER);
  }

  @ParameterizedTest
  @EnumSource
  void a_full_disk_is_an_error_and_costs_a_number(Task task) {
    FullDisk disk = new FullDisk();
    Ledger ledger = ledger(disk);

    assertThatExceptionOfType(LedgerException.class)
        .isThrownBy(() -> task.run(ledger, ORDER))
        .withMessageContaining("No ticket written")
        .withMessageContaining(folder.toString())
        .withMessageContaining("No space left on device")
        .withMessageContaining("or the disk full?");
    assertThat(allFilesUnder(database)).singleElement().asString().startsWith(".numbers/");
    assertThat(namesIn(database)).isSubsetOf(".numbers", ORDER);
    disk.full = false;
    task.run(ledger, ORDER);
    assertThat(namesIn(folder)).containsExactly(ledger.ticketIdsOf(ORDER).get(0) + ".json");
    assertThat(namesIn(database.resolve(".numbers"))).hasSize(2);
  }

  @Test
  void a_file_of_the_same_name_is_never_overwritten() {
    NameTaken disk = new NameTaken();
    Ticket ticket = append(ledger(disk), ORDER);

    assertThat(disk.taken).hasContent("another process's");
    assertThat(namesIn(folder))
        .containsExactlyInAnyOrder(
            disk.taken.getFileName().toString(), ticket.ticketId() + ".json");
  }

  @ParameterizedTest
  @EnumSource
  void a_ticket_that_could_not_be_synced_counts(Task task) {
    Ledger ledger = ledger(new UnsyncedDisk());

    assertThatExceptionOfType(LedgerException.class)
        .isThrownBy(() -> task.run(ledger, ORDER))
        .withMessageContaining(folder.toString())
        .withMessageContaining("may be lost in a crash")
        .withMessageNotContaining("No ticket written");
    assertThat(namesIn(folder)).containsExactly(ledger.ticketIdsOf(ORDER).get(0) + ".json");
  }

  private Ledger ledger(TicketPublisher disk) {
    return new Ledger(database, Clock.systemUTC(), disk);
  }

  /** A disk with space for half a ticket. */
  private static final class FullDisk extends TicketPublisher {
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

  /** A disk on which another process takes the name of the first ticket at the last moment. */
  private static final class NameTaken extends TicketPublisher {
    private Path taken;

    @Override
    void write(Path draft, String text) throws IOException {
      super.write(draft, text);
      if (taken == null) {
        String name = draft.getFileName().toString();
        String taking = name.substring(1, name.indexOf(".json") + ".json".length());
        taken = Files.writeString(draft.resolveSibling(taking), "another process's");
      }
    }
  }

  /** A disk that fails after the ticket, or the order's folder with the ticket, is renamed. */
  private final class UnsyncedDisk extends TicketPublisher {
    @Override
    void sync(Path synced) throws IOException {
      if (synced.equals(folder) || synced.equals(database)) {
        throw new IOException("Input/output error");
      }
    }
  }
}
