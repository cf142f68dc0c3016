package ticketing.worker;

import java.nio.file.Path;
import java.util.function.Consumer;
import ticketing.system.Database;
import ticketing.system.Journal;

/**
 * Prints the journal of a ticket system on disk, a line an entry. That the database is gone is said
 * once, and not by each of the many calls that find it so.
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
    boolean failsForIt = entry.kind() == Journal.Kind.FAILED && !Database.isThere(database);
    if (failsForIt && gone) {
      return;
    }
    if (failsForIt) {
      gone = true;
      screen.accept(Database.missing(database));
      return;
    }
    if (gone && Database.isThere(database)) {
      gone = false;
      screen.accept("The ticket database " + database + " is back. The orders go on.");
    }
    screen.accept(entry.orderId() + "  " + entry);
  }
}
