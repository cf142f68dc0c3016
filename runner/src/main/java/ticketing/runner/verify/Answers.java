package ticketing.runner.verify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.StageCode;
import ticketing.runner.stages.StageTests;
import ticketing.runner.stages.Workshop;
import ticketing.testkit.TemporaryFolder;

/**
 * Plausible wrong answers, each of which the named tests must catch, and right answers of other
 * shapes, which must pass. One file each, in {@code runner/src/test/answers/STAGE/wrong} and {@code
 * right}: it takes the place of the solution's file with the same class. A wrong answer in {@code
 * answers/ticket-system/wrong} takes the place of a class of that module, and that module's tests
 * catch it.
 *
 * <p>The first lines of an answer say why people write it ({@code // Why:}); of a wrong one, which
 * test catches it ({@code // Caught by:}; with several such lines, each of them does); of a right
 * one, which tests pass ({@code // Passes: core, stretch}).
 */
final class Answers {
  private static final Pattern CLASS = Pattern.compile("(?m)^(?:public )?final class (\\w+)");
  private static final String SHARED = "ticket-system";

  private Answers() {}

  static List<Check> checks(Workshop workshop) {
    List<Check> checks = new ArrayList<>();
    for (Stage stage : workshop.stages()) {
      checks.addAll(checks(workshop, stage.name(), stage.solution()));
    }
    checks.addAll(checks(workshop, SHARED, workshop.root().resolve(SHARED)));
    return checks;
  }

  private static List<Check> checks(Workshop workshop, String module, Path sources) {
    Path folder = workshop.root().resolve("runner/src/test/answers").resolve(module);
    List<Check> checks = new ArrayList<>();
    for (Path file : Stage.filesIn(folder.resolve("wrong"))) {
      String answer = Stage.text(folder.resolve("wrong").resolve(file));
      checks.add(
          new Check(
              "%s: wrong answer %s is caught".formatted(module, nameOf(file)),
              () -> requireCaught(sources, answer)));
    }
    for (Path file : Stage.filesIn(folder.resolve("right"))) {
      String answer = Stage.text(folder.resolve("right").resolve(file));
      checks.add(
          new Check(
              "%s: right answer %s passes".formatted(module, nameOf(file)),
              () -> requirePasses(sources, answer)));
    }
    return checks;
  }

  private static String nameOf(Path file) {
    return file.toString().replace(".java", "");
  }

  private static int requireCaught(Path sources, String answer) throws Exception {
    header(answer, "Why");
    Set<String> tests = new TreeSet<>(headers(answer, "Caught by"));
    StageCode code = code(sources, answer);
    StageTests.Results results = StageTests.runNamed(code, tests::contains);
    Set<String> passed = new TreeSet<>(tests);
    passed.removeAll(results.failed());
    if (!passed.isEmpty()) {
      Set<String> others = StageTests.runNamed(code, name -> !tests.contains(name)).failed();
      throw new Check.Failed(
          "passed, or not there: %s%nof the others, failed: %s".formatted(passed, others));
    }
    return 1;
  }

  private static int requirePasses(Path sources, String answer) throws Exception {
    header(answer, "Why");
    String[] tags = header(answer, "Passes").split(", ");
    StageTests.Results results = StageTests.run(code(sources, answer), tags);
    Check.require(!results.passed().isEmpty(), "no test ran");
    for (StageTests.Result result : results.all()) {
      Check.require(
          result.failure().isEmpty(),
          result.test() + ":\n" + result.failure().map(Throwable::getMessage).orElse(""));
    }
    return 1;
  }

  /** What an answer says about itself in one of its first lines. */
  private static String header(String answer, String name) throws Check.Failed {
    return headers(answer, name).get(0);
  }

  private static List<String> headers(String answer, String name) throws Check.Failed {
    // The formatter breaks the line before the name of a test that is too long for it.
    Pattern line = Pattern.compile("(?m)^// " + name + ":(?: |\n// (?=\\w+$))(\\S.*)$");
    List<String> found = line.matcher(answer).results().map(each -> each.group(1)).toList();
    Check.require(!found.isEmpty(), "it has no line // " + name + ":");
    return found;
  }

  private static StageCode code(Path sources, String answer) throws Exception {
    Matcher type = CLASS.matcher(answer);
    Check.require(type.find(), "it has no final class");
    Path folder = TemporaryFolder.create("workshop-answer");
    PristineCopy.copyTree(sources.resolve("src"), folder.resolve("src"));
    String file = type.group(1) + ".java";
    Path target =
        Stage.filesIn(folder).stream()
            .filter(path -> path.getFileName().toString().equals(file))
            .findFirst()
            .orElseThrow(() -> new Check.Failed("there is no " + file + " to replace"));
    Files.writeString(folder.resolve(target), answer);
    return StageCode.withTests(folder);
  }
}
