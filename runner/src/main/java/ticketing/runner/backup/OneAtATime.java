package ticketing.runner.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardOpenOption;
import ticketing.runner.SafeFile;
import ticketing.runner.UsageException;
import ticketing.runner.stages.Workshop;

/**
 * Of the commands that change exercises, one runs at a time, until it is closed. The lock is the
 * operating system's: it ends with the process, however that ends. The empty file stays.
 */
final class OneAtATime implements AutoCloseable {
  private final FileChannel channel;

  private OneAtATime(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Begins.
   *
   * @throws UsageException if another command is at it, or the lock cannot be taken
   */
  static OneAtATime in(Workshop workshop) {
    Path file = workshop.notes().resolve("lock");
    try {
      Files.createDirectories(file.getParent());
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (isLocked(channel)) {
        return new OneAtATime(channel);
      }
      channel.close();
    } catch (IOException | ReadOnlyFileSystemException e) {
      throw new UsageException(
          "Cannot write %s: %s Nothing was changed.".formatted(file, SafeFile.reason(e)), 1);
    }
    throw new UsageException(
        "Another reset, catch-up or restore is running in this workshop. Wait until it has ended,"
            + " then try again. Nothing was changed.",
        1);
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      // Held in this very process.
      return false;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
