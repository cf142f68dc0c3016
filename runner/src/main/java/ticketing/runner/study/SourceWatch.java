package ticketing.runner.study;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
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
  private final Runnable changed;
  private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor();
  private Map<Path, String> known;
  private boolean isChanging;

  /** Calls back when a file in this folder or below has changed, and changes no more. */
  SourceWatch(Path folder, Runnable changed) {
    this.folder = folder;
    this.changed = changed;
    this.known = stamps();
    looks.scheduleWithFixedDelay(
        this::look, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void look() {
    Map<Path, String> now = stamps();
    boolean isChanged = !now.equals(known);
    known = now;
    // An editor may write in several steps.
    if (isChanging && !isChanged) {
      changed.run();
    }
    isChanging = isChanged;
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
    looks.shutdownNow();
  }
}
