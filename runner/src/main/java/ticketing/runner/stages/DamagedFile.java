package ticketing.runner.stages;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ticketing.runner.util.AtomicFiles;
import ticketing.runner.util.UsageException;

/** Explains what is wrong with a source file as a whole, where the compiler's errors do not. */
final class DamagedFile {
  private static final Pattern PACKAGE = Pattern.compile("\\bpackage\\s+([\\w.]+)\\s*;");
  private static final String UNDO = "Undo that in your editor";

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
      try {
        byte[] bytes = Files.readAllBytes(file);
        long zeros = IntStream.range(0, bytes.length).filter(i -> bytes[i] == 0).count();
        if (zeros > bytes.length / 3) {
          // Every other byte of UTF-16 is 0 in what programmers write.
          return problem(folder, file, "is in UTF-16. Save it as UTF-8");
        }
        if (zeros > 0) {
          return problem(folder, file, "is not text. " + UNDO);
        }
        String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        if (text.startsWith("\uFEFF")) {
          return problem(
              folder, file, "begins with a byte order mark. Save it as UTF-8 without BOM");
        }
      } catch (CharacterCodingException e) {
        return problem(folder, file, "is not in UTF-8. Save it as UTF-8");
      } catch (IOException e) {
        throw new UsageException("Cannot read " + file + ": " + AtomicFiles.reason(e), 1);
      }
    }
    return Optional.empty();
  }

  /**
   * Looks for a file that is empty, or in another package than its folder: where files do not
   * compile, that is why, even if the errors are in other files.
   *
   * @return what is wrong with the first one, and what to do
   */
  static Optional<String> misplaced(Path folder, List<Path> sources) {
    for (Path file : sources) {
      String text = Stage.text(file);
      if (text.isBlank()) {
        return problem(folder, file, "is empty. " + UNDO);
      }
      // src/main/java/ticketing/naive/A.java is in package ticketing.naive.
      Path inExercise = folder.relativize(file);
      String expected =
          IntStream.range(3, inExercise.getNameCount() - 1)
              .mapToObj(i -> inExercise.getName(i).toString())
              .collect(Collectors.joining("."));
      List<String> found = PACKAGE.matcher(text).results().map(match -> match.group(1)).toList();
      if (!expected.isEmpty() && !found.contains(expected)) {
        String what = found.isEmpty() ? "has no package" : "is in package " + found.get(0);
        return problem(folder, file, what + ". Begin it with \"package " + expected + ";\"");
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
