package ticketing.runner.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.stream.Stream;
import ticketing.runner.stages.ExerciseFiles;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.testkit.TemporaryFolder;

/** Makes a copy of the workshop with the original exercises, whatever a student has written. */
public final class PristineCopy {
  private static final Set<String> LEFT_OUT =
      Set.of("target", ".git", "demo-runs", "node_modules", ".temporal", ".idea", Workshop.NOTES);

  private PristineCopy() {}

  /** Makes a copy in a temporary folder. */
  public static Path of(Workshop workshop) {
    Path copy = TemporaryFolder.create("workshop-verify");
    copyTree(workshop.root(), copy);
    new Workshop(copy).tickets().forEach(TemporaryFolder::delete);
    for (Stage stage : workshop.stages()) {
      Path exercise = new Stage(copy, stage.name()).exercise();
      TemporaryFolder.delete(exercise.resolve("src"));
      try {
        ExerciseFiles.shipped(stage).writeAll(exercise);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot write to " + exercise, e);
      }
    }
    return copy;
  }

  /** Copies a folder, except for {@link #LEFT_OUT}; replaces what is there. */
  public static void copyTree(Path from, Path to) {
    try (Stream<Path> children = Files.list(from)) {
      Files.createDirectories(to);
      for (Path child : children.toList()) {
        String name = child.getFileName().toString();
        if (LEFT_OUT.contains(name)) {
          continue;
        }
        if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
          copyTree(child, to.resolve(name));
        } else {
          Files.copy(
              child,
              to.resolve(name),
              StandardCopyOption.REPLACE_EXISTING,
              StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot copy " + from + " to " + to, e);
    }
  }
}
