package ticketing.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Creates folders that are deleted when the process ends. */
public final class TemporaryFolder {
  private static final int MAX_TRIES = 20;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final Set<Path> FOLDERS = ConcurrentHashMap.newKeySet();
  private static final List<Runnable> BEFORE_DELETION = new CopyOnWriteArrayList<>();

  /** Whether the process is ending. */
  private static volatile boolean ending;

  static {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  ending = true;
                  BEFORE_DELETION.forEach(Runnable::run);
                  FOLDERS.forEach(TemporaryFolder::delete);
                }));
  }

  private TemporaryFolder() {}

  /** Runs this when the process ends, to stop what still writes into the folders. */
  public static void beforeDeletion(Runnable stop) {
    BEFORE_DELETION.add(stop);
  }

  /** Blocks for ever if the process is ending: nobody is to report what fails because of that. */
  public static void blockIfEnding() {
    if (ending) {
      new CompletableFuture<>().join();
    }
  }

  /** Creates a folder whose name begins with the prefix. */
  public static Path create(String prefix) {
    try {
      Path folder = Files.createTempDirectory(prefix);
      FOLDERS.add(folder);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot create a folder in %s, Java's folder for temporary files. Create it, or free some space."
              .formatted(System.getProperty("java.io.tmpdir")),
          e);
    }
  }

  /** Deletes a folder now. Retries for a while if another thread still writes into it. */
  public static synchronized void delete(Path folder) {
    FOLDERS.remove(folder);
    String problem = "";
    for (int tries = 0; Files.exists(folder); tries++) {
      if (tries == MAX_TRIES) {
        System.err.println("Could not delete " + folder + " (" + problem + ")");
        return;
      }
      if (tries > 0) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
      try (Stream<Path> all = Files.walk(folder)) {
        List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        for (Path path : deepestFirst) {
          Files.deleteIfExists(path);
        }
      } catch (IOException | UncheckedIOException e) {
        problem = e.getMessage();
      }
    }
  }
}
