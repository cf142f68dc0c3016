package ticketing.runner.study;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
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
  private String known;
  private boolean isChanging;

  /** Calls back when a file in this folder or below has changed, and changes no more. */
  SourceWatch(Path folder, Runnable changed) {
    this.folder = folder;
    this.changed = changed;
    this.known = state();
    looks.scheduleWithFixedDelay(
        this::look, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void look() {
    String now = state();
    boolean isChanged = !now.equals(known);
    known = now;
    // An editor may write in several steps.
    if (isChanging && !isChanged) {
      changed.run();
    }
    isChanging = isChanged;
  }

  /** Returns what changes with a save; whatever goes meanwhile is a change too. */
  private String state() {
    try {
      List<Long> times =
          Stage.filesIn(folder).stream()
              .filter(file -> !Stage.isEditorFile(file))
              .map(file -> folder.resolve(file).toFile().lastModified())
              .toList();
      // Two saves may have the same time.
      return times + Stage.fingerprint(List.of(folder));
    } catch (UncheckedIOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Override
  public void close() {
    looks.shutdownNow();
  }
}
