package ticketing.runner.backup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import ticketing.runner.stages.Stage;

/** What a command did to an exercise, in words. */
final class Outcome {
  private Outcome() {}

  /** Told after a change. */
  static String of(
      ExerciseSource source, String headline, ExerciseSource.Change change, Kept kept) {
    List<String> lines = new ArrayList<>();
    lines.add(headline);
    change.written().forEach(file -> lines.add("  written: src/" + shown(file)));
    change.removed().forEach(file -> lines.add("  removed: src/" + shown(file)));
    lines.add(kept.told());
    missing(source.stage()).forEach(file -> lines.add(gone(file)));
    return String.join("\n", lines);
  }

  private static String shown(Path file) {
    return file.toString().replace('\\', '/');
  }

  /** What an exercise needs besides its {@code src}, and has not. */
  private static List<String> missing(Stage stage) {
    return Stream.of("pom.xml", "README.md")
        .filter(file -> Files.exists(stage.solution().resolve(file)))
        .filter(file -> !Files.exists(stage.exercise().resolve(file)))
        .map(file -> "exercises/" + stage + "/" + file)
        .toList();
  }

  private static String gone(String file) {
    return """
      Missing, and not in a backup: %s. To have it back:
        git checkout -- %s
      or take it from a fresh copy of the workshop."""
        .formatted(file, file)
        .indent(2)
        .stripTrailing();
  }
}
