package ticketing.runner.study.watch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.UsageException;

/** One watch per stage: two would run the same tests at the same moment, each slower. */
final class WatchLock implements AutoCloseable {
  /** Far behind the content, which others may read, also on Windows. */
  private static final long PLACE = Long.MAX_VALUE - 1;

  private final FileChannel channel;

  private WatchLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the stage's; the system gives it back when the process ends, however it ends.
   *
   * @throws UsageException if somebody has it
   */
  static WatchLock of(Workshop workshop, Stage stage) {
    Path file = workshop.notes().resolve("watch-" + stage + ".lock");
    try {
      Files.createDirectories(file.getParent());
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock(PLACE, 1, false);
      if (lock == null) {
        channel.close();
        throw new UsageException(
            "%s is watched already, by process %s. Go on there, or end that one with q."
                .formatted(stage, Files.readString(file).strip()),
            1);
      }
      byte[] id = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.UTF_8);
      channel.truncate(0).write(ByteBuffer.wrap(id));
      return new WatchLock(channel);
    } catch (IOException e) {
      // A read-only folder, or a drive without locks: watching works there, too.
      return new WatchLock(null);
    }
  }

  @Override
  public void close() {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      // The end of the process gives it back.
    }
  }
}
