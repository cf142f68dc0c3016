package ticketing.runner.study;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.Chunk;
import com.github.difflib.patch.Patch;
import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi.Style;
import ticketing.runner.stages.Stage;
import ticketing.runner.util.TextStyle;

/** Prints how a student's code differs from the solution, file by file, layout apart. */
public final class CodeDiff {
  private static final int LINES_AROUND = 3;
  private static final String LEGEND =
      "- yours, + the solution. Different code is just as good if the tests pass.";

  private CodeDiff() {}

  /** Compares all files to be written; returns lines, the last with its end. */
  public static String of(Stage stage) {
    return of(stage, stage.solution());
  }

  /** Compares all files to be written with the code in this folder. */
  static String of(Stage stage, Path solution) {
    List<String> lines = new ArrayList<>();
    stage.filesToWrite().forEach(file -> lines.addAll(compare(stage, solution, file)));
    lines.add(lines.isEmpty() ? "Your code matches the solution." : LEGEND);
    lines.addAll(extraFiles(stage));
    return String.join("\n", lines) + "\n";
  }

  private static List<String> compare(Stage stage, Path solution, Path file) {
    Path mine = stage.exercise().resolve(file);
    if (!Files.isRegularFile(mine)) {
      return List.of(
          """
          %s is missing. For a backup of it, type ./workshop restore;
          for the original, ./workshop reset %s.
          """
              .formatted(file, stage.number()));
    }
    Optional<String> formatted = formatted(mine);
    Path theirs = solution.resolve(file);
    List<String> diff =
        diff(
            formatted.orElseGet(() -> Stage.text(mine)).lines().toList(),
            formatted(theirs).orElseGet(() -> Stage.text(theirs)).lines().toList());
    List<String> lines = new ArrayList<>();
    if (!diff.isEmpty()) {
      lines.add(TextStyle.bold(file.toString()));
      if (formatted.isEmpty()) {
        lines.add("It is not valid Java, so differences in layout are shown too.");
      }
      diff.forEach(line -> lines.add(shown(line)));
      lines.add("");
    }
    return lines;
  }

  /** Formats a file and sorts its imports; empty if it is not valid Java. */
  private static Optional<String> formatted(Path file) {
    try {
      String sorted =
          ImportOrderer.reorderImports(Stage.text(file), JavaFormatterOptions.Style.GOOGLE);
      return Optional.of(new Formatter().formatSource(sorted));
    } catch (FormatterException e) {
      return Optional.empty();
    }
  }

  /** Returns the lines of a unified diff, {@code @@} between its parts. Ignores blank lines. */
  private static List<String> diff(List<String> mine, List<String> theirs) {
    Patch<String> patch = new Patch<>();
    DiffUtils.diff(mine, theirs).getDeltas().stream()
        .filter(delta -> !isBlank(delta.getSource()) || !isBlank(delta.getTarget()))
        .forEach(patch::addDelta);
    List<String> diff = UnifiedDiffUtils.generateUnifiedDiff("", "", mine, patch, LINES_AROUND);
    // The names of both files and the first @@.
    return diff.stream().skip(3).toList();
  }

  private static boolean isBlank(Chunk<String> chunk) {
    return chunk.getLines().stream().allMatch(String::isBlank);
  }

  private static String shown(String line) {
    return switch (line.charAt(0)) {
      case '-' -> TextStyle.styled(Style.fg_red, ("- " + line.substring(1)).stripTrailing());
      case '+' -> TextStyle.styled(Style.fg_green, ("+ " + line.substring(1)).stripTrailing());
      case '@' -> "…";
      default -> ("  " + line.substring(1)).stripTrailing();
    };
  }

  private static List<String> extraFiles(Stage stage) {
    Path solution = stage.solution().resolve("src");
    String names =
        Stage.filesIn(stage.exercise().resolve("src")).stream()
            .filter(file -> !Stage.isEditorFile(file) && !Files.exists(solution.resolve(file)))
            .map(file -> String.valueOf(file.getFileName()))
            .collect(Collectors.joining(", "));
    return names.isEmpty()
        ? List.of()
        : List.of("Your other files, which are not compared: " + names + ".");
  }
}
