package ticketing.runner.study.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import ticketing.runner.stages.Stage;

/**
 * Notices that a file in a folder was saved, by looking every 40 ms. An exercise has few files, and
 * this works where file events do not arrive, as in a container or on a network drive, or come
 * late, as the JDK's do on macOS.
 */
final class SourceWatch implements AutoCloseable {
  private static final int LOOK_EVERY_MILLIS = 40;

  private final Path folder;
  private final Thread thread;
  private Map<Path, String> known;

  /** Calls back when a file in this folder or below has changed, and changes no more. */
  SourceWatch(Path folder, Runnable changed) {
    this.folder = folder;
    // Not in the thread, which would miss what is saved before it starts.
    this.known = stamps();
    this.thread = new Thread(() -> look(changed), "source-watch");
    thread.setDaemon(true);
    thread.start();
  }

  private void look(Runnable changed) {
    try {
      boolean changing = false;
      while (true) {
        TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        Map<Path, String> now = stamps();
        if (changing && now.equals(known)) {
          // Only now: an editor may write in several steps.
          changed.run();
        }
        changing = !now.equals(known);
        known = now;
      }
    } catch (InterruptedException e) {
      // Closed.
    }
  }

  /**
   * Returns time and content of each file: two saves may have the same time. Whatever vanishes
   * meanwhile is a change too.
   */
  private Map<Path, String> stamps() {
    Map<Path, String> stamps = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (!Stage.isEditorFile(file) && Files.isRegularFile(file)) {
          int content = Arrays.hashCode(Files.readAllBytes(file));
          stamps.put(file, Files.getLastModifiedTime(file) + " " + content);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      stamps.put(folder, String.valueOf(e.getMessage()));
    }
    return stamps;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
