package ticketing.runner.run.orders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import ticketing.runner.util.AtomicFiles;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.UsageException;

/** The options of a command that places many orders of its own: how many, which faults, where. */
public final class RunOptions {
  /** The file in the folder of a live page that is locked while the page runs. */
  public static final String PAGE_LOCK = "show.lock";

  private static final int MAX_ORDERS = 10_000;
  private static final double MAX_LIKELIHOOD = 0.9;

  @Option(
      names = "--orders",
      paramLabel = "COUNT",
      description = "Number of orders, 1 to 10000; default: ${DEFAULT-VALUE}.")
  int orders;

  @Option(
      names = "--likelihood",
      paramLabel = "P",
      description = "Likelihood of a fault in each call, 0 to 0.9; default: ${DEFAULT-VALUE}.")
  double likelihood;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description = "Chooses the faults; default: ${DEFAULT-VALUE}.")
  long seed = 7;

  @Option(
      names = "--database",
      paramLabel = "FOLDER",
      description = "Folder for the tickets, new or empty; default: a new one in demo-runs/.")
  private Path database;

  /** Creates options with these defaults. */
  RunOptions(int orders, double likelihood) {
    this.orders = orders;
    this.likelihood = likelihood;
  }

  /**
   * Creates the folder for the tickets, and prints what is about to run.
   *
   * @throws UsageException if a number is out of range, or the folder cannot be used
   */
  Path createFolder(CommandContext context) {
    if (orders < 1 || orders > MAX_ORDERS) {
      throw new UsageException(
          "--orders must be a number from 1 to " + MAX_ORDERS + ", not " + orders + ".");
    }
    if (!(likelihood >= 0 && likelihood <= MAX_LIKELIHOOD)) {
      throw new UsageException(
          "--likelihood must be a number from 0 to %s, not %s. With 0.4, two in five calls fail.",
          MAX_LIKELIHOOD, likelihood);
    }
    Path folder =
        newFolder(
            database != null
                ? context.resolve("--database", database)
                : runs(context).resolve(AtomicFiles.newName()));
    context.print(
        "%d orders, a fault in %.0f%% of all calls, seed %d. Tickets in %s%n",
        orders, 100 * likelihood, seed, folder);
    return folder;
  }

  /** Returns where the folders of runs are that name no other. */
  public static Path runs(CommandContext context) {
    return context.root().resolve("demo-runs");
  }

  /**
   * Creates a folder for tickets, unless there is an empty one.
   *
   * @throws UsageException if there is something in it, or it cannot be created or read
   */
  public static Path newFolder(Path folder) {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new UsageException(folder + " is not a folder. Name another.");
    }
    try (Stream<Path> files = Files.list(Files.createDirectories(folder))) {
      if (files.findAny().isPresent()) {
        throw new UsageException(
            folder
                + " is not empty, and this command never overwrites files. Name a new or empty folder.");
      }
      return folder;
    } catch (IOException e) {
      throw UsageException.failure(
          "Cannot use the folder %s: %s Or name another folder.", folder, AtomicFiles.reason(e));
    }
  }
}
