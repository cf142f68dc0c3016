package ticketing.worker;

import java.nio.file.Path;
import java.util.function.Consumer;
import ticketing.system.Database;
import ticketing.system.Journal;

/**
 * Prints the journal of a ticket system on disk, one line per entry. While the database is gone it
 * prints that once, and none of the calls that fail because of it.
 */
final class JournalPrinter implements Consumer<Journal.Entry> {
  private final Path database;
  private final Consumer<String> screen;
  private boolean gone;

  JournalPrinter(Path database, Consumer<String> screen) {
    this.database = database;
    this.screen = screen;
  }

  @Override
  public synchronized void accept(Journal.Entry entry) {
    boolean isThere = Database.isThere(database);
    if (!isThere && entry.kind() == Journal.Kind.FAILED) {
      if (!gone) {
        screen.accept(Database.missing(database));
      }
      gone = true;
      return;
    }
    if (isThere && gone) {
      gone = false;
      screen.accept("The ticket database " + database + " is back. The orders continue.");
    }
    screen.accept(entry.orderId() + "  " + entry);
  }
}
