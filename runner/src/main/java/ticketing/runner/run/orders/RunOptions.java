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

  /** Checks the options, creates the folder for the tickets, and prints what is about to run. */
  Path createFolder(CommandContext context) {
    requireCount("--orders", orders);
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

  static void requireCount(String name, int count) {
    if (count < 1 || count > MAX_ORDERS) {
      throw new UsageException(
          "%s must be a number from 1 to %d, not %d.", name, MAX_ORDERS, count);
    }
  }

  /** Returns where the folders of runs are that name no other. */
  public static Path runs(CommandContext context) {
    return context.root().resolve("demo-runs");
  }

  /** Creates a folder for tickets, unless there is an empty one. */
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
