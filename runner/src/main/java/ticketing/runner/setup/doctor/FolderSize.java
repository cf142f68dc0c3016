package ticketing.runner.setup.doctor;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** How much a folder holds; told every some seconds while it grows, until closed. */
final class FolderSize implements AutoCloseable {
  private static final int SECONDS = 10;
  private static final long MEBIBYTE = 1 << 20;

  private final ScheduledExecutorService teller =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "size of a folder");
            thread.setDaemon(true);
            return thread;
          });

  private FolderSize() {}

  /** Begins to tell. */
  static FolderSize toldOf(Path folder, PrintStream out) {
    FolderSize size = new FolderSize();
    size.teller.scheduleWithFixedDelay(
        () -> out.print(mebibytes(folder) + " MiB … "), SECONDS, SECONDS, TimeUnit.SECONDS);
    return size;
  }

  /** How much is in it. What comes and goes meanwhile is passed over. */
  static long mebibytes(Path folder) {
    AtomicLong bytes = new AtomicLong();
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              bytes.addAndGet(attributes.size());
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      // It is told for information only: what was counted before has to do.
    }
    return bytes.get() / MEBIBYTE;
  }

  @Override
  public void close() {
    teller.shutdownNow();
  }
}
