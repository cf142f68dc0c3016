package ticketing.runner.verify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.StageCode;
import ticketing.runner.stages.StageTests;
import ticketing.runner.stages.Workshop;
import ticketing.testkit.TemporaryFolder;

/**
 * Plausible wrong answers, each of which a named test must catch, and right answers of other
 * shapes, which must pass. One file each, in {@code runner/src/test/answers/STAGE/wrong} and {@code
 * right}: it takes the place of the solution's file with the same class, and its first lines say
 * why people write it ({@code // Why:}) and which test catches it ({@code // Caught by:}).
 */
final class Answers {
  private static final Pattern CLASS = Pattern.compile("(?m)^(?:public )?final class (\\w+)");
  private static final Pattern CAUGHT_BY = Pattern.compile("(?m)^// Caught by: (\\w+)$");
  private static final Pattern WHY = Pattern.compile("(?m)^// Why: \\S.*$");

  private Answers() {}

  static List<Check> checks(Workshop workshop) {
    List<Check> checks = new ArrayList<>();
    for (Stage stage : workshop.stages()) {
      Path folder = workshop.root().resolve("runner/src/test/answers").resolve(stage.name());
      for (Path file : Stage.filesIn(folder.resolve("wrong"))) {
        Path answer = folder.resolve("wrong").resolve(file);
        checks.add(
            new Check(
                "%s: wrong answer %s is caught".formatted(stage, nameOf(file)),
                () -> requireCaught(stage, answer)));
      }
      for (Path file : Stage.filesIn(folder.resolve("right"))) {
        Path answer = folder.resolve("right").resolve(file);
        checks.add(
            new Check(
                "%s: right answer %s passes".formatted(stage, nameOf(file)),
                () -> requirePasses(stage, answer)));
      }
    }
    return checks;
  }

  private static String nameOf(Path file) {
    return file.toString().replace(".java", "");
  }

  private static int requireCaught(Stage stage, Path answer) throws Exception {
    String text = Stage.text(answer);
    Check.require(WHY.matcher(text).find(), "it does not say // Why: people write it");
    Matcher caughtBy = CAUGHT_BY.matcher(text);
    Check.require(caughtBy.find(), "it does not say // Caught by: which test");
    String test = caughtBy.group(1);
    StageTests.Results results = StageTests.runOne(code(stage, text), test);
    Check.require(results.all().size() == 1, "there is no test " + test);
    Check.require(results.failed().contains(test), test + " passes");
    return 1;
  }

  private static int requirePasses(Stage stage, Path answer) throws Exception {
    StageTests.Results results = StageTests.run(code(stage, Stage.text(answer)), StageTests.CORE);
    Check.require(!results.passed().isEmpty(), "no test ran");
    for (StageTests.Result result : results.all()) {
      Check.require(
          result.failure().isEmpty(),
          result.test() + ":\n" + result.failure().map(Throwable::getMessage).orElse(""));
    }
    return 1;
  }

  private static StageCode code(Stage stage, String text) throws Exception {
    Matcher type = CLASS.matcher(text);
    Check.require(type.find(), "it has no final class");
    Path folder = TemporaryFolder.create("workshop-answer");
    PristineCopy.copyTree(stage.solution().resolve("src"), folder.resolve("src"));
    String file = type.group(1) + ".java";
    Path target =
        Stage.filesIn(folder).stream()
            .filter(path -> path.getFileName().toString().equals(file))
            .findFirst()
            .orElseThrow(() -> new Check.Failed("the solution has no " + file));
    Files.writeString(folder.resolve(target), text);
    return StageCode.withTests(folder);
  }
}
