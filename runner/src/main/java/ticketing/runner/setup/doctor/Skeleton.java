package ticketing.runner.setup.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The workshop's POMs alone, in a temporary folder. Maven needs for them what it needs for the
 * workshop, but compiles nothing, and whatever a student has written is not in the way.
 */
final class Skeleton implements AutoCloseable {
  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

  private final Path folder;

  private Skeleton(Path folder) {
    this.folder = folder;
  }

  /** Lays it out. */
  static Skeleton of(Path root) throws IOException {
    Skeleton skeleton = new Skeleton(Files.createTempDirectory("workshop-skeleton"));
    List<Path> files = new ArrayList<>(List.of(Path.of("pom.xml")));
    Matcher module = MODULE.matcher(Files.readString(root.resolve("pom.xml")));
    while (module.find()) {
      files.add(Path.of(module.group(1), "pom.xml"));
    }
    files.add(Path.of(".mvn", "maven.config"));
    files.add(Path.of(".mvn", "jvm.config"));
    for (Path file : files) {
      Path copy = skeleton.folder.resolve(file);
      Files.createDirectories(copy.getParent());
      Files.copy(root.resolve(file), copy);
    }
    return skeleton;
  }

  Path folder() {
    return folder;
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
