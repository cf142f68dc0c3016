package ticketing.system;

import static org.assertj.core.api.Assertions.assertThat;
import static ticketing.system.TicketFixtures.CARD;
import static ticketing.system.TicketFixtures.append;
import static ticketing.system.TicketFixtures.assertLedgerException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests a database that is moved away and back while a ledger uses it. */
@Timeout(30)
class VanishedDatabaseTest {
  @TempDir private Path folder;
  private Path database;
  private Path elsewhere;
  private Ledger ledger;

  @BeforeEach
  void makeDatabase() {
    database = folder.resolve("database");
    elsewhere = folder.resolve("elsewhere");
    new Reservations(List.of(new Reservations.Seat("order-1", "event", "seat", null)))
        .write(database);
    ledger = new Ledger(database, Clock.systemUTC());
    append(ledger, "order-1");
  }

  @Test
  void orders_fail_until_it_is_back_and_then_continue() throws Exception {
    Files.move(database, elsewhere);
    requireMissing();
    assertThat(database).doesNotExist();
    Files.createDirectory(database);
    requireMissing();
    assertThat(database).isEmptyDirectory();
    Files.delete(database);
    Files.move(elsewhere, database);

    assertThat(ledger.ticketIdsOf("order-1")).hasSize(1);
    assertThat(ledger.ticketIdsOf("order-2")).isEmpty();
    append(ledger, "order-2");
    assertThat(ledger.ticketIdsOf("order-2")).hasSize(1);
  }

  /** Tests that a look-up while the database is away fails instead of finding no ticket. */
  @Test
  void moving_it_away_and_back_never_hides_a_ticket() throws Exception {
    Thread mover =
        new Thread(
            () -> {
              try {
                while (!Thread.currentThread().isInterrupted()) {
                  Files.move(database, elsewhere);
                  Files.move(elsewhere, database);
                }
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    mover.start();
    int found = 0;
    try {
      for (int i = 0; i < 20_000; i++) {
        try {
          assertThat(ledger.ticketIdsOf("order-1")).hasSize(1);
          found++;
        } catch (LedgerException e) {
          // The database is away at this moment.
        }
      }
    } finally {
      mover.interrupt();
      mover.join();
    }
    assertThat(found).isPositive();
  }

  private void requireMissing() {
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> ledger.ticketsOf("order-1"),
            ledger::orderIds,
            () -> append(ledger, "order-1"),
            () -> ledger.appendFirst("order-2", CARD, Instant.MAX))) {
      assertLedgerException(call, database, "Restore the folder");
    }
  }
}
