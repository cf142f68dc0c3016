package ticketing.runner.study;

import java.util.stream.Collectors;
import ticketing.runner.stages.Stage;
import ticketing.runner.util.TextStyle;

/** Says what a student has just seen: the beginning of that section of the solution's README. */
final class Debrief {
  private static final String HEADING = "## What you have just seen";

  private Debrief() {}

  /** Returns a title, the section's first paragraph, and where to read on; lines with line ends. */
  static String of(Stage stage) {
    String paragraph =
        Stage.text(stage.solution().resolve("README.md"))
            .lines()
            .dropWhile(line -> !line.equals(HEADING))
            .skip(2)
            .takeWhile(line -> !line.isBlank())
            .map(line -> "  " + line.replace("**", "").replace("`", "") + "\n")
            .collect(Collectors.joining());
    boolean hasMore = !stage.coreSolution().equals(stage.solution());
    return TextStyle.bold(HEADING.replace("## ", ""))
        + "\n"
        + paragraph
        + "  Read on%s: solutions/%s/README.md%n"
            .formatted(hasMore ? ", with stretch and expert" : "", stage);
  }
}
