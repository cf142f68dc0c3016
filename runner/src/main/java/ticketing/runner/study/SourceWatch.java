package ticketing.runner.study;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import ticketing.runner.stages.Stage;

/**
 * Notices that a file in a folder was saved, by reading all of them every 20 ms. An exercise has
 * few files, and this works where file events do not arrive, as in a container or on a network
 * drive, or come late, as the JDK's do on macOS.
 */
final class SourceWatch implements AutoCloseable {
  private static final int LOOK_EVERY_MILLIS = 20;

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
      while (true) {
        if (isChanged()) {
          while (isChanged()) {
            // An editor may write in several steps.
          }
          changed.run();
        }
      }
    } catch (InterruptedException e) {
      // Closed.
    }
  }

  private boolean isChanged() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
    Map<Path, String> before = known;
    known = stamps();
    return !known.equals(before);
  }

  /** Returns time and content of each file; whatever goes meanwhile is a change too. */
  private Map<Path, String> stamps() {
    Map<Path, String> stamps = new TreeMap<>();
    try {
      for (Path name : Stage.filesIn(folder)) {
        Path file = folder.resolve(name);
        if (!Stage.isEditorFile(file)) {
          // Two saves may have the same time.
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
