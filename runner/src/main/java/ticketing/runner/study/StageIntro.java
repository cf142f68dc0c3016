package ticketing.runner.study;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import ticketing.runner.stages.Stage;

/** Introduces an exercise: title, time, what to read, what to write. */
public final class StageIntro {
  private StageIntro() {}

  /** Returns a line for each; the last has a line end. */
  public static String of(Stage stage) {
    return titleAndTime(stage)
        + "\n  Read   "
        + shown(stage, Path.of("README.md"))
        + stage.filesToWrite().stream()
            .map(file -> "\n  Write  " + shown(stage, file))
            .collect(Collectors.joining())
        + "\n";
  }

  /** Returns the title of its README, and the line in italics below it. */
  private static String titleAndTime(Stage stage) {
    Path readme = stage.exercise().resolve("README.md");
    if (!Files.exists(readme)) {
      return stage.name();
    }
    return Stage.text(readme)
        .lines()
        .filter(line -> line.startsWith("# ") || line.startsWith("*"))
        .limit(2)
        .map(line -> line.replaceFirst("^# ", "").replace("*", ""))
        .collect(Collectors.joining("\n  "));
  }

  private static String shown(Stage stage, Path file) {
    return "exercises/" + stage + "/" + file.toString().replace('\\', '/');
  }
}
