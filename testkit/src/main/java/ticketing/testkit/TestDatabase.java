package ticketing.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import ticketing.system.Ledger;

/** The ledger that the tests of this JVM write to: a real one, in a temporary folder. */
public final class TestDatabase {
  private static final Path FOLDER = create();

  private TestDatabase() {}

  /** The ledger, on skipped time. */
  public static Ledger ledger() {
    return new Ledger(FOLDER, TestTemporal.instance().clock());
  }

  private static Path create() {
    try {
      Path folder = Files.createTempDirectory("workshop-test");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("No temporary folder can be made. Is the disk full?", e);
    }
  }

  /** Deletes the folder and all that is in it. */
  public static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      System.err.println("Left behind: " + folder + " (" + e.getMessage() + ")");
    }
  }
}
