package ticketing.runner.stages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import ticketing.runner.util.UsageException;

/** An exercise and its solution. Their folders have its name, such as {@code 03-validate-loop}. */
public record Stage(Path root, String name) {

  /** Returns the number that the name begins with, such as {@code 03}. */
  public String number() {
    return name.substring(0, Math.max(0, name.indexOf('-')));
  }

  /** Returns the folder of the exercise. */
  public Path exercise() {
    return root.resolve("exercises").resolve(name);
  }

  /** Returns the folder of the solution. */
  public Path solution() {
    return root.resolve("solutions").resolve(name);
  }

  /** Returns the folder with the originals of the files that a student writes. */
  public Path start() {
    return root.resolve("runner/starts").resolve(name);
  }

  /** Returns the folder with code that passes core and no more; the solution if core is all. */
  public Path coreSolution() {
    Path core = start().resolve("core");
    return Files.isDirectory(core) ? core : solution();
  }

  /** Returns a file for what the workshop keeps about the exercise. */
  public Path notes(String kind) {
    return root.resolve(Workshop.NOTES).resolve(kind).resolve(name + ".json");
  }

  /** Returns the files to be written, relative to the exercise. */
  public List<Path> filesToWrite() {
    return filesIn(start()).stream().filter(file -> file.startsWith("src")).toList();
  }

  /** Returns the files to be written that differ from the original, or are missing. */
  public List<Path> edited() {
    return changed().filter(filesToWrite()::contains).toList();
  }

  /** Returns the other files, such as tests, that differ from the original, or are missing. */
  public List<Path> editedBesides() {
    return changed().filter(Predicate.not(filesToWrite()::contains)).toList();
  }

  /** Returns whether no file of the exercise differs from the original. */
  public boolean isUntouched() {
    return changed().findAny().isEmpty();
  }

  private Stream<Path> changed() {
    return ExerciseFiles.shipped(this).differingInText(ExerciseFiles.in(exercise())).stream();
  }

  /** Returns what changes with the exercise's code and tests, and with all that they build on. */
  public String fingerprint() {
    return fingerprint(
        List.of(
            exercise().resolve("src"),
            root.resolve("testkit/src/main"),
            root.resolve("orders/src/main"),
            root.resolve("ticket-system/src/main")));
  }

  /** Returns the fingerprint of all files in these folders but an editor's own. */
  public static String fingerprint(List<Path> folders) {
    StringBuilder all = new StringBuilder();
    for (Path folder : folders) {
      for (Path file : filesIn(folder)) {
        if (!isEditorFile(file)) {
          all.append(file).append('\0').append(characters(folder.resolve(file))).append('\0');
        }
      }
    }
    return UUID.nameUUIDFromBytes(all.toString().getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static String characters(Path file) {
    try {
      // One for each byte: a file may hold anything.
      return Files.readString(file, StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  /** Returns the text of a file, with the line ends of Unix. */
  public static String text(Path file) {
    try {
      return Files.readString(file).replace("\r\n", "\n");
    } catch (CharacterCodingException e) {
      throw new UsageException(file + " is not UTF-8 text. Save it as UTF-8.");
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  /** Lists the files in a folder and below, relative to it; none if there is no such folder. */
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

  /** Returns whether a file is an editor's or the system's own, such as {@code .A.java.swp}. */
  public static boolean isEditorFile(Path path) {
    String name = path.getFileName().toString();
    return name.startsWith(".") || name.endsWith("~") || name.startsWith("#") && name.endsWith("#");
  }

  @Override
  public String toString() {
    return name;
  }
}
