package ticketing.runner.study.backup;

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
    return String.join("\n", lines) + besides(source.stage());
  }

  private static String shown(Path file) {
    return file.toString().replace('\\', '/');
  }

  /** What is not as it was given besides {@code src}, and the way back; empty if all is. */
  static String besides(Stage stage) {
    List<String> others = others(stage);
    if (others.isEmpty()) {
      return "";
    }
    String files = String.join(" ", others);
    return """

          Not as it was given too, and in no backup: %1$s
          To have it back, from a fresh copy of the workshop, or:
            git checkout -- %1$s"""
        .formatted(files)
        .replaceAll("(?m)^ {10}", "  ");
  }

  /** What an exercise needs besides its {@code src}, and has not, or not so. */
  private static List<String> others(Stage stage) {
    return Stream.of("pom.xml", "README.md")
        .filter(file -> Files.exists(stage.solution().resolve(file)))
        .filter(file -> !Files.exists(stage.exercise().resolve(file)) || isOtherPom(stage, file))
        .map(file -> "exercises/" + stage + "/" + file)
        .toList();
  }

  /** The POMs of exercise and solution differ in the artifact's name alone. */
  private static boolean isOtherPom(Stage stage, String file) {
    return file.equals("pom.xml")
        && !Stage.text(stage.solution().resolve(file))
            .replace("<artifactId>solution-", "<artifactId>exercise-")
            .equals(Stage.text(stage.exercise().resolve(file)));
  }
}
