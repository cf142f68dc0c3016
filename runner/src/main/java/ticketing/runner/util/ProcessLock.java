package ticketing.runner.util;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * What one process has at a time, until it is closed. The lock is the operating system's: it ends
 * with the process, however that ends. The empty file stays.
 */
public final class ProcessLock implements AutoCloseable {
  private final FileChannel channel;

  private ProcessLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock of a file, which is made if it is not there, with its folder.
   *
   * @return empty if somebody has it
   * @throws IOException if the file cannot be written, or locked
   */
  public static Optional<ProcessLock> take(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return Optional.of(new ProcessLock(channel));
      }
    } catch (OverlappingFileLockException e) {
      // Held in this very process.
    }
    channel.close();
    return Optional.empty();
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
