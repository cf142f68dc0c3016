package ticketing.runner.study;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import ticketing.runner.stages.Stage;
import ticketing.runner.util.TextStyle;

/** Quotes the READMEs of a stage before and after a student has solved it, in lines. */
final class ReadmeExcerpt {
  private static final String DEBRIEF = "What you have just seen";

  private ReadmeExcerpt() {}

  /** Introduces an exercise: title, time, what to read, what to write. */
  static String intro(Stage stage) {
    String folder = "exercises/" + stage + "/";
    return titleAndTime(stage)
        + "\n  Read   "
        + folder
        + "README.md\n"
        + stage.filesToWrite().stream()
            .map(file -> "  Write  " + folder + file.toString().replace('\\', '/') + "\n")
            .collect(Collectors.joining());
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

  /** Returns the first paragraph of the debrief in the solution's README, and where to read on. */
  static String debrief(Stage stage) {
    String paragraph =
        Stage.text(stage.solution().resolve("README.md"))
            .lines()
            .dropWhile(line -> !line.equals("## " + DEBRIEF))
            .skip(2)
            .takeWhile(line -> !line.isBlank())
            .map(line -> "  " + line.replace("**", "").replace("`", "") + "\n")
            .collect(Collectors.joining());
    boolean hasMore = !stage.coreSolution().equals(stage.solution());
    return "%s%n%s  Read on%s: solutions/%s/README.md%n"
        .formatted(
            TextStyle.bold(DEBRIEF), paragraph, hasMore ? ", with stretch and expert" : "", stage);
  }
}
