package ticketing.runner.stages;

import java.io.File;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import ticketing.runner.util.AtomicFiles;
import ticketing.runner.util.UsageException;

/** Explains what is wrong with a source file as a whole, where the compiler's errors do not. */
final class DamagedFile {
  private DamagedFile() {}

  /**
   * Looks for a file that is not text in UTF-8. The compiler would print each wrong byte, or take
   * it for a question mark.
   *
   * @param folder the exercise or solution
   * @param sources its files below {@code src/main/java} and {@code src/test/java}
   * @return what is wrong with the first one, and what to do
   */
  static Optional<String> notText(Path folder, List<Path> sources) {
    for (Path file : sources) {
      String text;
      try {
        text = Files.readString(file);
      } catch (CharacterCodingException e) {
        text = "\0";
      } catch (IOException e) {
        throw new UsageException("Cannot read " + file + ": " + AtomicFiles.reason(e), 1);
      }
      if (text.contains("\0")) {
        // Such as plain English in UTF-16, which is valid UTF-8 with zeros in it.
        return problem(folder, file, "is not text in UTF-8. Save it as UTF-8, undo your edit");
      }
      if (text.startsWith("\uFEFF")) {
        return problem(folder, file, "begins with a byte order mark. Save it as UTF-8 without BOM");
      }
    }
    return Optional.empty();
  }

  /**
   * Looks for a file that is empty, or does not begin with the package of its folder: where files
   * do not compile, that is why, even if the errors are in other files.
   *
   * @return what is wrong with the first one, and what to do
   */
  static Optional<String> misplaced(Path folder, List<Path> sources) {
    for (Path file : sources) {
      String text = Stage.text(file);
      if (text.isBlank()) {
        return problem(folder, file, "is empty. Undo that in your editor");
      }
      // src/main/java/ticketing/naive/A.java is in package ticketing.naive.
      Path inExercise = folder.relativize(file);
      int names = inExercise.getNameCount();
      if (names > 4) {
        String name = inExercise.subpath(3, names - 1).toString().replace(File.separatorChar, '.');
        if (!Pattern.compile("package\\s+" + name + "\\s*;").matcher(text).find()) {
          return problem(
              folder, file, "does not begin with \"package " + name + ";\". Correct that line");
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> problem(Path folder, Path file, String problem) {
    String number = folder.getFileName().toString().replaceFirst("-.*", "");
    return Optional.of(
        "%s %s,\nor type ./workshop reset %s, which keeps a copy."
            .formatted(file.getFileName(), problem, number));
  }
}
