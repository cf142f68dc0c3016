package ticketing.system;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Where the ticket database is: a folder with {@code reservations.json} in it. */
public final class Database {
  /** The environment variable that names the folder. */
  public static final String VARIABLE = "WORKSHOP_DATABASE";

  private static final String FOLDER = "database";

  private Database() {}

  /**
   * Returns the folder that {@link #VARIABLE} names, or else {@code database/} of the workshop that
   * the working directory, {@code start}, lies in.
   *
   * @throws LedgerException if there is none; the message names the fix
   */
  public static Path locate(Map<String, String> environment, Path start) {
    String named = environment.get(VARIABLE);
    if (named != null && !named.isBlank()) {
      return start.resolve(named).normalize();
    }
    for (Path at = start; at != null; at = at.getParent()) {
      if (isThere(at.resolve(FOLDER))) {
        return at.resolve(FOLDER);
      }
    }
    throw new LedgerException(
        ("No ticket database found from %s upwards."
                + " Start in the workshop's folder, or set %s to the folder that holds %s.")
            .formatted(start, VARIABLE, Reservations.FILE));
  }

  /** Returns whether there is a ticket database in this folder. */
  public static boolean isThere(Path folder) {
    return Files.isRegularFile(folder.resolve(Reservations.FILE));
  }

  /** Returns the message about a database that was in this folder and is not any more. */
  public static String missing(Path folder) {
    return ("The ticket database %s is missing: there is no %s in it. Restore the folder: the orders"
            + " wait until then. To use another, set %s and start again.")
        .formatted(folder, Reservations.FILE, VARIABLE);
  }
}
