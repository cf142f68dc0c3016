package ticketing.runner.study.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import ticketing.runner.stages.EditorFiles;

/**
 * Notices that a file in a folder was saved, by looking again and again. A stage has so few files
 * that this costs next to nothing, and it works where file events do not arrive, as in a container
 * or on a network drive, or come late, as the JDK's do on macOS.
 */
final class SourceWatch implements AutoCloseable {
  private static final int LOOK_EVERY_MILLIS = 20;

  /** Every so many looks the content counts too: two saves may have the same time and size. */
  private static final int LOOKS_PER_READING = 50;

  private final Path folder;
  private final Runnable changed;
  private final Thread thread = new Thread(this::look, "source-watch");
  private Map<Path, String> known;
  private Map<Path, String> content;
  private volatile boolean closed;

  /**
   * Watches this folder and all below. Calls back when something has changed after this moment and
   * is at rest.
   */
  SourceWatch(Path folder, Runnable changed) {
    this.folder = folder;
    this.changed = changed;
    // Not by the thread: what is saved before its first turn would be no change.
    this.known = stamps(false);
    this.content = stamps(true);
    thread.setDaemon(true);
    thread.start();
  }

  private void look() {
    for (int looks = 1; !closed; looks++) {
      rest();
      Map<Path, String> now = stamps(false);
      boolean readToo = looks % LOOKS_PER_READING == 0;
      if (!now.equals(known) || readToo && !stamps(true).equals(content)) {
        known = atRest(now);
        content = stamps(true);
        changed.run();
      }
    }
  }

  /** An editor may write in several steps. */
  private Map<Path, String> atRest(Map<Path, String> before) {
    rest();
    Map<Path, String> now = stamps(false);
    while (!now.equals(before) && !closed) {
      before = now;
      rest();
      now = stamps(false);
    }
    return now;
  }

  private void rest() {
    try {
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  /** For each file its size and time; or its content. */
  private Map<Path, String> stamps(boolean ofContent) {
    Map<Path, String> stamps = new TreeMap<>();
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              if (!EditorFiles.isOne(file)) {
                stamps.put(file, ofContent ? content(file) : stamp(attributes));
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException gone) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look into " + folder, e);
    }
    return stamps;
  }

  private static String stamp(BasicFileAttributes attributes) {
    return attributes.size() + " " + attributes.lastModifiedTime();
  }

  private static String content(Path file) {
    try {
      return String.valueOf(Arrays.hashCode(Files.readAllBytes(file)));
    } catch (IOException e) {
      // It is gone again, or cannot be read: whoever compiles it will say so.
      return e.toString();
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
