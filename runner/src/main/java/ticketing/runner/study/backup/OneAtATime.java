package ticketing.runner.study.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.ProcessLock;
import ticketing.runner.util.SafeFile;
import ticketing.runner.util.UsageException;

/** Of the commands that change exercises, one runs at a time. */
final class OneAtATime {
  private OneAtATime() {}

  /**
   * Begins, until it is closed.
   *
   * @throws UsageException if another command is at it, or the lock cannot be taken
   */
  static ProcessLock in(Workshop workshop) {
    Path file = workshop.notes().resolve("lock");
    try {
      return ProcessLock.take(file)
          .orElseThrow(
              () ->
                  new UsageException(
                      "Another reset, catch-up or restore is running in this workshop. Wait until"
                          + " it has ended, then try again. Nothing was changed.",
                      1));
    } catch (IOException | ReadOnlyFileSystemException e) {
      throw new UsageException(
          "Cannot write %s: %s Nothing was changed.".formatted(file, SafeFile.reason(e)), 1);
    }
  }
}
