package ticketing.runner.util;

import java.nio.file.Path;
import picocli.CommandLine.Option;
import ticketing.system.Database;

/** The option that names the ticket database. */
public final class DatabaseOption {
  private final CommandContext context;

  @Option(
      names = "--database",
      paramLabel = "FOLDER",
      description =
          "The ticket database; by default that of "
              + Database.VARIABLE
              + ", or else the workshop's own.")
  private Path database;

  /** For a command that runs in this context. */
  public DatabaseOption(CommandContext context) {
    this.context = context;
  }

  /** Whether one was named. */
  public boolean isNamed() {
    return database != null;
  }

  /**
   * The folder of the database.
   *
   * @throws ticketing.system.LedgerException if none is named and none is found
   */
  public Path locate() {
    return isNamed()
        ? context.resolve(database)
        : Database.locate(context.environment(), context.workingFolder());
  }
}
