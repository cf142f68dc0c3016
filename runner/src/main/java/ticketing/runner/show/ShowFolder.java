package ticketing.runner.show;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.stream.Stream;
import ticketing.runner.run.orders.RunOptions;
import ticketing.runner.util.AtomicFiles;
import ticketing.runner.util.ProcessLock;
import ticketing.runner.util.UsageException;

/**
 * Locks the folder of a page, which has a folder for each run. Nothing is written outside it, and
 * nothing in it is deleted.
 */
final class ShowFolder implements AutoCloseable {
  private static final String LOCK = "show.lock";

  private final Path folder;
  private final ProcessLock lock;

  private ShowFolder(Path folder, ProcessLock lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Locks the folder, and creates it if it is missing.
   *
   * @throws UsageException if it is something else, or another process has locked it
   */
  static ShowFolder take(Path folder) {
    // Tickets are not mixed with other files.
    if (!Files.exists(folder.resolve(LOCK))) {
      RunOptions.newFolder(folder);
    }
    try {
      return ProcessLock.take(folder.resolve(LOCK))
          .map(lock -> new ShowFolder(folder, lock))
          .orElseThrow(
              () ->
                  new UsageException(
                      "Another ./workshop show uses %s. Stop it, or name another folder with --database."
                          .formatted(folder),
                      1));
    } catch (IOException e) {
      throw new UsageException(
          "Cannot write into %s: %s Or name another folder with --database."
              .formatted(folder, AtomicFiles.reason(e)),
          1);
    }
  }

  Path path() {
    return folder;
  }

  /** Starts a new run. */
  ShowRun newRun() {
    String name = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").format(LocalDateTime.now());
    return ShowRun.in(folder.resolve(name));
  }

  /** Returns the run that was started last, or a new one if there is none. */
  ShowRun lastRun() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(ShowRun::isIn)
          .max(Comparator.comparing(Path::getFileName))
          .map(ShowRun::in)
          .orElseGet(this::newRun);
    } catch (IOException e) {
      throw new UsageException("Cannot read " + folder + ": " + AtomicFiles.reason(e), 1);
    }
  }

  @Override
  public void close() {
    lock.close();
  }
}
