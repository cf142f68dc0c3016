package ticketing.runner.util;

import java.nio.file.Path;
import picocli.CommandLine.Option;
import ticketing.system.Database;

/** The option that names the ticket database. */
public final class DatabaseOption {
  @Option(
      names = "--database",
      paramLabel = "FOLDER",
      description =
          "The ticket database; by default that of "
              + Database.VARIABLE
              + ", or else the workshop's own.")
  private Path database;

  /** Whether one was named. */
  public boolean isNamed() {
    return database != null;
  }

  /** From now on, this process's database is the one that was named, if one was. */
  public void use() {
    if (database != null) {
      System.setProperty(Database.PROPERTY, database.toAbsolutePath().normalize().toString());
    }
  }
}
