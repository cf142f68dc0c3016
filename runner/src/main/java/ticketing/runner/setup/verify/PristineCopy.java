package ticketing.runner.setup.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.testkit.TemporaryFolder;

/**
 * A copy of the workshop as it was before anybody wrote anything: whatever a student did to the
 * exercises is not in it.
 */
public final class PristineCopy {
  private static final Set<String> LEFT_OUT =
      Set.of("target", ".git", "demo-runs", "node_modules", ".temporal", ".idea", Workshop.NOTES);

  /** Copied separately. Only at the top: packages have these names, too. */
  private static final Set<String> LEFT_OUT_AT_THE_TOP = Set.of("exercises", "database");

  private static final String README = "README.md";

  private PristineCopy() {}

  /** Makes one, in a temporary folder. */
  public static Path of(Workshop workshop) {
    Path copy = TemporaryFolder.create("workshop-verify");
    copyTree(workshop.root(), copy);
    copyTree(workshop.root().resolve("database"), copy.resolve("database"));
    for (Stage stage : workshop.stages()) {
      Path exercise = copy.resolve("exercises").resolve(stage.name());
      copyTree(stage.solution().resolve("src"), exercise.resolve("src"));
      copyTree(stage.start().resolve("src"), exercise.resolve("src"));
      if (Files.exists(stage.exercise().resolve(README))) {
        write(exercise.resolve(README), Stage.text(stage.exercise().resolve(README)));
      }
      write(
          exercise.resolve(Stage.POM),
          Stage.exercisePom(Stage.text(stage.solution().resolve(Stage.POM))));
    }
    return copy;
  }

  /** The files of the exercises, their READMEs apart, that differ from those in a copy. */
  static List<Path> edited(Workshop workshop, Path copy) {
    Path exercises = workshop.root().resolve("exercises");
    return Stream.of(exercises, copy.resolve("exercises"))
        .flatMap(folder -> Stage.filesIn(folder).stream())
        .filter(file -> file.endsWith("pom.xml") || file.getName(1).endsWith("src"))
        .distinct()
        .filter(
            file ->
                !Stage.sameText(exercises.resolve(file), copy.resolve("exercises").resolve(file)))
        .toList();
  }

  /** Copies a folder and all in it but {@link #LEFT_OUT}; what is there already is replaced. */
  public static void copyTree(Path from, Path to) {
    try {
      Files.walkFileTree(
          from,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                throws IOException {
              String name = folder.getFileName().toString();
              boolean atTheTop = from.equals(folder.getParent());
              if (!folder.equals(from)
                  && (LEFT_OUT.contains(name) || atTheTop && LEFT_OUT_AT_THE_TOP.contains(name))) {
                return FileVisitResult.SKIP_SUBTREE;
              }
              Files.createDirectories(to.resolve(from.relativize(folder)));
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.copy(
                  file,
                  to.resolve(from.relativize(file)),
                  StandardCopyOption.REPLACE_EXISTING,
                  StandardCopyOption.COPY_ATTRIBUTES);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot copy " + from + " to " + to, e);
    }
  }

  public static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }
}
