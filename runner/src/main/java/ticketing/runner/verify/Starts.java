package ticketing.runner.verify;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.StageCode;
import ticketing.runner.stages.StageTests;

/**
 * A fresh exercise compiles, and fails with exactly the tests that {@code fails.txt} beside its
 * start names, for the reason that stands there in the first line.
 */
final class Starts {
  private static final String FILE = "fails.txt";

  private Starts() {}

  /** The tests that a fresh exercise is to fail. */
  static Set<String> namedTests(Stage stage) {
    return new TreeSet<>(lines(stage).subList(1, lines(stage).size()));
  }

  private static List<String> lines(Stage stage) {
    return Stage.text(stage.start().resolve(FILE)).lines().toList();
  }

  static Check check(Stage stage, Path copy) {
    return new Check(
        stage + ": a fresh exercise fails with exactly the named tests",
        () -> {
          String reason = lines(stage).get(0);
          Set<String> named = namedTests(stage);
          StageTests.Results results =
              StageTests.run(
                  StageCode.withTests(copy.resolve("exercises").resolve(stage.name())),
                  StageTests.CORE);
          Check.require(
              results.failed().equals(named), "named: " + named + "\nfailed: " + results.failed());
          for (StageTests.Result result : results.all()) {
            if (result.failure().isPresent()) {
              String message = result.failure().get().getMessage();
              Check.require(
                  message.contains(reason),
                  result.test() + " fails for another reason than \"" + reason + "\":\n" + message);
            }
          }
          return 1;
        });
  }
}
