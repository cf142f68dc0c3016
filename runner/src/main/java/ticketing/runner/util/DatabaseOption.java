package ticketing.runner.util;

import java.nio.file.Path;
import picocli.CommandLine.Option;
import ticketing.system.Database;

/** The option that names the ticket database. */
public final class DatabaseOption extends WithContext {
  @Option(
      names = "--database",
      paramLabel = "FOLDER",
      description =
          "The ticket database; default: that of " + Database.VARIABLE + ", or database/.")
  private Path database;

  /** Returns whether the option was given. */
  public boolean isNamed() {
    return database != null;
  }

  /** Returns the folder of the database. Throws if the option was not given and there is none. */
  public Path locate() {
    return isNamed()
        ? context.resolve("--database", database)
        : Database.locate(context.environment(), context.workingFolder());
  }
}
