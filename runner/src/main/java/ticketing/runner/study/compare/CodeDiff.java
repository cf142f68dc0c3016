package ticketing.runner.study.compare;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;
import ticketing.runner.stages.EditorFiles;
import ticketing.runner.stages.Stage;

/**
 * How somebody's code of a stage differs from the solution's, file by file. Layout is no
 * difference. It shows the solution wherever that differs: whether it may, the caller decides.
 */
public final class CodeDiff {
  private static final String LEGEND =
      "- yours, + the solution's; another shape is as good if the tests pass";

  private final Stage stage;
  private final Ansi ansi;
  private final List<String> told = new ArrayList<>();
  private boolean differs;

  private CodeDiff(Stage stage, Ansi ansi) {
    this.stage = stage;
    this.ansi = ansi;
  }

  /** The comparison as text for a terminal: lines, the last with its end. */
  public static String of(Stage stage, Ansi ansi) {
    CodeDiff diff = new CodeDiff(stage, ansi);
    diff.tell();
    return diff.told.stream().collect(Collectors.joining("\n", "", "\n"));
  }

  private void tell() {
    stage.filesToWrite().forEach(this::tell);
    boolean same = told.isEmpty();
    tellWhatIsTheirsAlone();
    if (same) {
      told.add("Your code is the solution's.");
    }
    if (differs) {
      told.add(LEGEND);
    }
  }

  private void tell(Path file) {
    Path mine = stage.exercise().resolve(file);
    if (!Files.isRegularFile(mine)) {
      told.add(
          """
          %s is missing.
          ./workshop restore lists the backups of what you had, and
          ./workshop reset %s brings the whole exercise back as it was given to you.
          """
              .formatted(file, stage.number()));
      return;
    }
    Optional<String> laidOut = laidOut(mine);
    List<DiffLine> lines = TextDiff.of(laidOut.orElseGet(() -> Stage.text(mine)), solution(file));
    if (lines.isEmpty()) {
      return;
    }
    differs = true;
    told.add(in(Style.bold, String.valueOf(file)));
    if (laidOut.isEmpty()) {
      told.add("It does not read as Java, so differences in layout are shown too.");
    }
    lines.forEach(line -> told.add(shown(line)));
    told.add("");
  }

  private String solution(Path file) {
    Path solution = stage.solution().resolve(file);
    return laidOut(solution).orElseGet(() -> Stage.text(solution));
  }

  /** Its text, laid out; empty if it is not Java. */
  private static Optional<String> laidOut(Path file) {
    try {
      return Optional.of(JavaFormat.format(Stage.text(file)));
    } catch (IllegalArgumentException e) {
      // What does not compile yet can be compared all the same, as it is.
      return Optional.empty();
    }
  }

  private String shown(DiffLine line) {
    return switch (line.kind()) {
      case BOTH -> ("  " + line.text()).stripTrailing();
      case MINE -> in(Style.fg_red, ("- " + line.text()).stripTrailing());
      case SOLUTION -> in(Style.fg_green, ("+ " + line.text()).stripTrailing());
      case GAP -> "…";
    };
  }

  /**
   * Not by picocli's markup: code may contain what looks like it. Ended by a reset, for what ends
   * bold in picocli underlines twice in many terminals.
   */
  private String in(Style style, String text) {
    return ansi.enabled() ? Style.on(style) + text + Style.on(Style.reset) : text;
  }

  private void tellWhatIsTheirsAlone() {
    Set<Path> theirs = new TreeSet<>(Stage.filesIn(stage.exercise().resolve("src")));
    Stage.filesIn(stage.solution().resolve("src")).forEach(theirs::remove);
    theirs.removeIf(EditorFiles::isOne);
    if (!theirs.isEmpty()) {
      told.add(
          theirs.stream()
              .map(file -> String.valueOf(file.getFileName()))
              .collect(Collectors.joining(", ", "Yours alone, and not compared: ", ".")));
    }
  }
}
