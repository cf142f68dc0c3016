package ticketing.runner.stages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import ticketing.runner.util.AtomicFiles;
import ticketing.runner.util.UsageException;

/**
 * The files of an exercise that its student can change: the POM and {@code src}, without an
 * editor's own files.
 *
 * @param bytes of each file, as characters so that none is lost, by its path in the exercise
 */
public record ExerciseFiles(SortedMap<Path, String> bytes) {
  private static final Path POM = Path.of("pom.xml");

  /** Reads a folder, such as a backup. Rejects links: they may lead out of the workshop. */
  public static ExerciseFiles in(Path folder) {
    SortedMap<Path, String> found = new TreeMap<>();
    for (Path top : List.of(POM, Path.of("src"))) {
      try (Stream<Path> paths = Files.walk(folder.resolve(top))) {
        for (Path path : paths.filter(path -> !Stage.isEditorFile(path)).toList()) {
          if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            continue;
          }
          if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw UsageException.failure(path + " is a link. Replace it by a file or folder.");
          }
          found.put(folder.relativize(path), Files.readString(path, StandardCharsets.ISO_8859_1));
        }
      } catch (NoSuchFileException e) {
        // There is nothing of that name.
      } catch (IOException | UncheckedIOException e) {
        throw UsageException.failure("Cannot read " + e.getMessage() + ". Make it readable.");
      }
    }
    return new ExerciseFiles(found);
  }

  /** Returns the original exercise. */
  public static ExerciseFiles shipped(Stage stage) {
    ExerciseFiles files = solved(stage);
    files.bytes.putAll(in(stage.start()).bytes);
    return files;
  }

  /** Returns the exercise with the solution in it; its POM has another name than the solution's. */
  public static ExerciseFiles solved(Stage stage) {
    ExerciseFiles files = in(stage.solution());
    files.bytes.computeIfPresent(
        POM, (name, text) -> text.replace("<artifactId>solution-", "<artifactId>exercise-"));
    return files;
  }

  /** Returns what a backup has, with a POM in any case: no exercise works without. */
  public static ExerciseFiles backedUp(Path backup, Stage stage) {
    ExerciseFiles files = in(backup);
    files.bytes.putIfAbsent(POM, solved(stage).bytes.get(POM));
    return files;
  }

  private ExerciseFiles withUnixLineEnds() {
    SortedMap<Path, String> all = new TreeMap<>(bytes);
    all.replaceAll((name, text) -> text.replace("\r\n", "\n"));
    return new ExerciseFiles(all);
  }

  /** Returns whether both have the same names and text, line ends apart. */
  public boolean sameText(ExerciseFiles others) {
    return withUnixLineEnds().equals(others.withUnixLineEnds());
  }

  /** Returns the names of the files that are not the same among the others. */
  public List<Path> differingFrom(ExerciseFiles others) {
    return bytes.keySet().stream()
        .filter(name -> !bytes.get(name).equals(others.bytes.get(name)))
        .toList();
  }

  /** Returns the names of the files whose text is not the same, line ends apart. */
  public List<Path> differingInText(ExerciseFiles others) {
    return withUnixLineEnds().differingFrom(others.withUnixLineEnds());
  }

  /** Writes all files into a folder. */
  public void writeAll(Path folder) throws IOException {
    for (Path name : bytes.keySet()) {
      write(name, folder);
    }
  }

  /** Writes the file of this name into a folder. What was there stays if that fails. */
  public void write(Path name, Path folder) throws IOException {
    AtomicFiles.replace(
        folder.resolve(name), bytes.get(name).getBytes(StandardCharsets.ISO_8859_1));
  }
}
