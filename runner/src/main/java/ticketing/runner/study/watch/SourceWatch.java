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
 * Notices that a file in a folder was saved, by looking every 20 ms. An exercise has few files, and
 * this works where file events do not arrive, as in a container or on a network drive, or come
 * late, as the JDK's do on macOS.
 */
final class SourceWatch implements AutoCloseable {
  private static final int LOOK_EVERY_MILLIS = 20;

  /** One look in 50 compares the content too: two saves may have the same time and size. */
  private static final int LOOKS_PER_READING = 50;

  private final Path folder;
  private final Thread thread;
  private Map<Path, String> known;
  private Map<Path, String> content;

  /** Calls back when a file in this folder or below has changed, and changes no more. */
  SourceWatch(Path folder, Runnable changed) {
    this.folder = folder;
    // Not in the thread, which would miss what is saved before it starts.
    this.known = stamps(false);
    this.content = stamps(true);
    this.thread = new Thread(() -> look(changed), "source-watch");
    thread.setDaemon(true);
    thread.start();
  }

  private void look(Runnable changed) {
    try {
      for (int looks = 1; ; looks++) {
        Map<Path, String> now = next();
        if (!now.equals(known) || looks % LOOKS_PER_READING == 0 && !stamps(true).equals(content)) {
          // An editor may write in several steps.
          do {
            known = now;
            now = next();
          } while (!now.equals(known));
          content = stamps(true);
          changed.run();
        }
      }
    } catch (InterruptedException e) {
      // Closed.
    }
  }

  private Map<Path, String> next() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
    return stamps(false);
  }

  /**
   * Returns size and time of each file, or its content; whatever goes meanwhile is a change too.
   */
  private Map<Path, String> stamps(boolean ofContent) {
    Map<Path, String> stamps = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (!Stage.isEditorFile(file) && Files.isRegularFile(file)) {
          stamps.put(
              file,
              ofContent
                  ? String.valueOf(Arrays.hashCode(Files.readAllBytes(file)))
                  : Files.size(file) + " " + Files.getLastModifiedTime(file));
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
