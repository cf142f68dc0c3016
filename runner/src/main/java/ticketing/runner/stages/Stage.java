package ticketing.runner.stages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import ticketing.runner.util.UsageException;

/** One stage: an exercise, its solution, and the pristine text of what is to be written. */
public final class Stage {
  /** The name of Maven's file. */
  public static final String POM = "pom.xml";

  private final Path root;
  private final String name;

  Stage(Path root, String name) {
    this.root = root;
    this.name = name;
  }

  /** The name of its folders, such as {@code 03-validate-loop}. */
  public String name() {
    return name;
  }

  /** The number that the name begins with, such as {@code 03}. */
  public String number() {
    return name.substring(0, Math.max(0, name.indexOf('-')));
  }

  /** The folder of the exercise. */
  public Path exercise() {
    return root.resolve("exercises").resolve(name);
  }

  /** The folder of the solution. */
  public Path solution() {
    return root.resolve("solutions").resolve(name);
  }

  /** The folder with the pristine text of the files to be written, laid out as in the exercise. */
  public Path start() {
    return root.resolve("runner/starts").resolve(name);
  }

  /** The files to be written, relative to the exercise: those that the start has. */
  public List<Path> filesToWrite() {
    return filesIn(start().resolve("src")).stream()
        .map(file -> Path.of("src").resolve(file))
        .toList();
  }

  /** The files to be written that are not as they were. */
  public List<Path> edited() {
    return filesToWrite().stream()
        .filter(file -> !sameText(start().resolve(file), exercise().resolve(file)))
        .toList();
  }

  /** Whether the exercise is as it ships. */
  public boolean isUntouched() {
    return edited().isEmpty() && editedBesides().isEmpty();
  }

  /**
   * The files that were given with the exercise and are not to be written, such as its tests and
   * its POM, that are not as they ship, or are missing.
   */
  public List<Path> editedBesides() {
    List<Path> toWrite = filesToWrite();
    List<Path> edited =
        new ArrayList<>(
            filesIn(solution().resolve("src")).stream()
                .map(file -> Path.of("src").resolve(file))
                .filter(file -> !toWrite.contains(file))
                .filter(file -> !sameText(solution().resolve(file), exercise().resolve(file)))
                .toList());
    String pom = exercisePom(bytes(solution().resolve(POM)).orElseThrow());
    if (!bytes(exercise().resolve(POM)).equals(Optional.of(pom))) {
      edited.add(Path.of(POM));
    }
    return edited;
  }

  /** Turns the text of a solution's POM into that of its exercise: another name is all. */
  public static String exercisePom(String solutionPom) {
    return solutionPom.replace("<artifactId>solution-", "<artifactId>exercise-");
  }

  /** Whether both are there and have the same text, line ends apart; in whatever encoding. */
  public static boolean sameText(Path one, Path other) {
    Optional<String> bytes = bytes(one);
    return bytes.isPresent() && bytes.equals(bytes(other));
  }

  /** The bytes of a file as characters, with the line ends of Unix; empty if there is no file. */
  static Optional<String> bytes(Path file) {
    try {
      String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
      return Optional.of(bytes.replace("\r\n", "\n"));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  /** The text of a file, with the line ends of Unix. */
  public static String text(Path file) {
    try {
      return Files.readString(file).replace("\r\n", "\n");
    } catch (CharacterCodingException e) {
      throw new UsageException(file + " is not UTF-8 text. Save it as UTF-8.");
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  /** The files in a folder and below, relative to it, sorted; none if there is no such folder. */
  public static List<Path> filesIn(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).map(folder::relativize).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + folder, e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
