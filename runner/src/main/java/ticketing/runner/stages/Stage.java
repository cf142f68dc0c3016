package ticketing.runner.stages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import ticketing.runner.util.UsageException;

/** One stage: an exercise, its solution, and the pristine text of what is to be written. */
public final class Stage {
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
   * The files that were given with the exercise and are not to be written, such as its tests, that
   * are not as in the solution, or are gone.
   */
  public List<Path> editedBesides() {
    return filesIn(solution().resolve("src")).stream()
        .map(file -> Path.of("src").resolve(file))
        .filter(file -> !filesToWrite().contains(file))
        .filter(file -> !sameText(solution().resolve(file), exercise().resolve(file)))
        .toList();
  }

  /** Whether both are there and have the same text, line ends apart; in whatever encoding. */
  public static boolean sameText(Path one, Path other) {
    try {
      return Files.isRegularFile(one)
          && Files.isRegularFile(other)
          && bytes(one).equals(bytes(other));
    } catch (NoSuchFileException e) {
      // It went at this very moment.
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + one + " or " + other, e);
    }
  }

  /** Each byte as a character, so that none is lost. */
  private static String bytes(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
  }

  /** The text of a file, with the line ends of Unix. */
  public static String text(Path file) {
    try {
      return Files.readString(file).replace("\r\n", "\n");
    } catch (CharacterCodingException e) {
      throw new UsageException(file + " is not text in UTF-8. Save it in that encoding.");
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
