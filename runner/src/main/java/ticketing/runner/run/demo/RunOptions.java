package ticketing.runner.run.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import picocli.CommandLine.Option;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.UsageException;

/** What every command has to know that runs many orders of its own. */
public final class RunOptions {
  private static final int MOST_ORDERS = 10_000;
  private static final double MOST_LIKELY = 0.9;

  private final CommandContext context;

  @Option(
      names = "--seed",
      defaultValue = "7",
      description = "Chooses the faults; ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--database", description = "A folder for the tickets; by default a fresh one.")
  private Path database;

  /** For a command that runs in this context. */
  public RunOptions(CommandContext context) {
    this.context = context;
  }

  /** What chooses the faults. */
  public long seed() {
    return seed;
  }

  /**
   * Returns nothing if it is a number of orders that can be run.
   *
   * @throws UsageException if it is not
   */
  public static void checkOrders(int orders) {
    if (orders < 1 || orders > MOST_ORDERS) {
      throw new UsageException("--orders is a number from 1 to " + MOST_ORDERS + ", not " + orders);
    }
  }

  /**
   * Returns nothing if orders can come to an end with this likelihood of a fault.
   *
   * @throws UsageException if they cannot
   */
  public static void checkLikelihood(double likelihood) {
    if (!(likelihood >= 0 && likelihood <= MOST_LIKELY)) {
      throw new UsageException(
          "--likelihood is a number from 0 to "
              + MOST_LIKELY
              + ", not "
              + likelihood
              + ": 0.4 means that two of five calls go wrong.");
    }
  }

  /**
   * The folder for the tickets, which has one of its own for each strategy. Makes none.
   *
   * @throws UsageException if it holds a run of one of these strategies already
   */
  public Path folder(Workshop workshop, Collection<String> strategies) {
    Path folder =
        database != null
            ? context.resolve(database)
            : workshop.root().resolve("demo-runs").resolve(now());
    for (String name : strategies) {
      if (Files.exists(folder.resolve(name))) {
        throw new UsageException(
            folder
                + " holds a run of "
                + name
                + " already, and nothing is overwritten. Name another folder, or delete that one.");
      }
    }
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new UsageException(folder + " is not a folder. Name another with --database.");
    }
    return folder;
  }

  /**
   * Makes the folder, before anything takes time.
   *
   * @throws UsageException if that cannot be done
   */
  public static void make(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UsageException(
          "Cannot make the folder %s: what it is to be in is no folder, or read-only. Name another with --database."
              .formatted(folder),
          1);
    }
    if (!Files.isWritable(folder)) {
      throw new UsageException(
          folder + " is read-only. Make it writable, or name another with --database.", 1);
    }
  }

  /** The time, for a name that no other run has. */
  public static String now() {
    return DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss-SSS").format(LocalDateTime.now());
  }
}
