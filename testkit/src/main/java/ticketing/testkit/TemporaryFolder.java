package ticketing.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Folders that are gone when the process ends. */
public final class TemporaryFolder {
  private static final int MOST_TRIES = 20;
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(20);
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();
  private static final List<Runnable> FIRST = new CopyOnWriteArrayList<>();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(TemporaryFolder::deleteAll));
  }

  private TemporaryFolder() {}

  private static void deleteAll() {
    FIRST.forEach(Runnable::run);
    OURS.forEach(TemporaryFolder::delete);
  }

  /**
   * When the process ends, this is run before the folders are deleted: it ends what would go on
   * writing into them.
   */
  public static void beforeDeletion(Runnable ending) {
    FIRST.add(ending);
  }

  /** Makes one; its name begins with the prefix. */
  public static Path create(String prefix) {
    try {
      Path folder = Files.createTempDirectory(prefix);
      OURS.add(folder);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("No temporary folder can be made. Is the disk full?", e);
    }
  }

  /**
   * Deletes one that is not needed any more, before the process ends. What a thread of this process
   * still writes into it is deleted too, if it comes to its end soon.
   */
  public static synchronized void delete(Path folder) {
    OURS.remove(folder);
    String why = "";
    for (int tries = 0; Files.exists(folder); tries++) {
      if (tries == MOST_TRIES) {
        System.err.println("Left behind: " + folder + " (" + why + ")");
        return;
      }
      if (tries > 0) {
        LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
      }
      try (Stream<Path> all = Files.walk(folder)) {
        List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        for (Path path : deepestFirst) {
          Files.deleteIfExists(path);
        }
      } catch (IOException | UncheckedIOException e) {
        why = e.getMessage();
      }
    }
  }
}
