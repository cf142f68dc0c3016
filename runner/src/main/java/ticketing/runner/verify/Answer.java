package ticketing.runner.verify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ticketing.runner.setup.verify.PristineCopy;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.StageCode;
import ticketing.runner.stages.Workshop;
import ticketing.testkit.TemporaryFolder;

/**
 * An answer to an exercise that somebody may give, wrong or right: a file that takes the place of
 * the solution's with the same class. Its first lines say more about it.
 *
 * @param module whose class it replaces: a stage, or {@code orders}
 * @param sources the folder of that module
 * @param file where it is
 * @param right whether it is a right one
 */
record Answer(String module, Path sources, Path file, boolean right) {
  private static final Pattern CLASS = Pattern.compile("(?m)^(?:public )?final class (\\w+)");
  private static final String SHARED = "orders";

  /** All there are. */
  static List<Answer> all(Workshop workshop) {
    List<Answer> all = new ArrayList<>();
    for (Stage stage : workshop.stages()) {
      all.addAll(of(workshop, stage));
    }
    all.addAll(of(workshop, SHARED, workshop.root().resolve(SHARED)));
    return all;
  }

  /** Those to an exercise. */
  static List<Answer> of(Workshop workshop, Stage stage) {
    return of(workshop, stage.name(), stage.solution());
  }

  private static List<Answer> of(Workshop workshop, String module, Path sources) {
    Path folder = workshop.root().resolve("acceptance/answers").resolve(module);
    List<Answer> found = new ArrayList<>();
    for (boolean right : List.of(false, true)) {
      Path ofThisKind = folder.resolve(right ? "right" : "wrong");
      for (Path file : Stage.filesIn(ofThisKind)) {
        found.add(new Answer(module, sources, ofThisKind.resolve(file), right));
      }
    }
    return found;
  }

  /** Such as {@code 03-validate-loop: wrong answer NoSettle}. */
  String name() {
    String className = file.getFileName().toString().replace(".java", "");
    return "%s: %s answer %s".formatted(module, right ? "right" : "wrong", className);
  }

  /** What it says about itself in its first lines, after this word and a colon. */
  List<String> says(String word) {
    // The formatter breaks the line before a name that is too long for it.
    Pattern line = Pattern.compile("(?m)^// " + word + ":(?: |\n// (?=\\S+$))(\\S.*)$");
    return line.matcher(Stage.text(file)).results().map(each -> each.group(1)).toList();
  }

  /** The solution's code and tests with this answer in the place of its class. */
  StageCode code() throws Exception {
    Path folder = TemporaryFolder.create("workshop-answer");
    layOut(folder);
    return StageCode.withTests(folder);
  }

  /** Puts the sources of {@link #code} into a folder, as {@code src}. */
  void layOut(Path folder) throws Exception {
    String text = Stage.text(file);
    Matcher type = CLASS.matcher(text);
    Check.require(type.find(), "it has no final class");
    PristineCopy.copyTree(sources.resolve("src"), folder.resolve("src"));
    String replaced = type.group(1) + ".java";
    Path target =
        Stage.filesIn(folder).stream()
            .filter(path -> path.getFileName().toString().equals(replaced))
            .findFirst()
            .orElseThrow(() -> new Check.Failed("there is no " + replaced + " to replace"));
    Files.writeString(folder.resolve(target), text);
  }
}
