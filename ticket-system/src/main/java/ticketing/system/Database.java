package ticketing.system;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the ticket database is: a folder with {@code reservations.json} in it. */
public final class Database {
  /** The system property that names the folder. It goes before {@link #VARIABLE}. */
  public static final String PROPERTY = "workshop.database";

  /** The environment variable that names the folder. */
  public static final String VARIABLE = "WORKSHOP_DATABASE";

  private static final String FOLDER = "database";

  private Database() {}

  /**
   * The folder that {@link #PROPERTY} or {@link #VARIABLE} names, or else {@code database/} of the
   * workshop that the working directory lies in.
   *
   * @throws LedgerException if there is none; the message names the fix
   */
  public static Path locate() {
    String named = System.getProperty(PROPERTY, System.getenv(VARIABLE));
    if (named != null && !named.isBlank()) {
      return Path.of(named).toAbsolutePath().normalize();
    }
    Path start = Path.of("").toAbsolutePath();
    for (Path at = start; at != null; at = at.getParent()) {
      if (isThere(at.resolve(FOLDER))) {
        return at.resolve(FOLDER);
      }
    }
    throw new LedgerException(
        "No ticket database found from "
            + start
            + " upwards. Start in the workshop's folder, or set "
            + VARIABLE
            + " to the folder that holds "
            + Reservations.FILE
            + ".");
  }

  /** Whether there is a ticket database in this folder. */
  public static boolean isThere(Path folder) {
    return Files.isRegularFile(folder.resolve(Reservations.FILE));
  }

  /** What is told of a ticket database that was in this folder and is not any more. */
  public static String gone(Path folder) {
    return "The ticket database "
        + folder
        + " is gone: there is no "
        + Reservations.FILE
        + " in it any more. Bring the folder back; the orders wait, and then go on.";
  }
}
