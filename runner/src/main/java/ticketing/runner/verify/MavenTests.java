package ticketing.runner.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import ticketing.runner.Shell;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;

/** The tests of our own modules and of the solutions, as Maven runs them. */
final class MavenTests {
  private static final List<String> OUR_MODULES = List.of("ticket-system", "testkit", "runner");

  private MavenTests() {}

  static List<Check> checks(Workshop workshop, Path copy) {
    List<String> modules = new ArrayList<>(OUR_MODULES);
    workshop.stages().forEach(stage -> modules.add("solutions/" + stage));
    List<Check> checks = new ArrayList<>();
    checks.add(
        new Check(
            "Maven builds it and runs its tests",
            () -> {
              Shell.Output output =
                  Shell.maven(
                      copy,
                      "--fail-at-end",
                      "-Dworkshop.skip-own-tests=false",
                      "-Dworkshop.test-groups=core,stretch",
                      "-pl",
                      String.join(",", modules),
                      "test");
              Check.require(output.exitCode() == 0, output.tail(60));
              return 1;
            }));
    for (String module : modules) {
      checks.add(
          new Check(
              module + ": all tests pass",
              () -> SurefireReports.of(copy.resolve(module)).requireAllPassed()));
    }
    for (Stage stage : workshop.stages()) {
      checks.add(sameTests(stage, copy));
    }
    return checks;
  }

  /** The tests that a fresh exercise is to fail are tests that the solution passes. */
  private static Check sameTests(Stage stage, Path copy) {
    return new Check(
        stage + ": the solution passes what a fresh exercise fails",
        () -> {
          Set<String> solved =
              SurefireReports.of(copy.resolve("solutions").resolve(stage.name())).testNames();
          Set<String> named = Starts.namedTests(stage);
          Check.require(
              !named.isEmpty() && solved.containsAll(named),
              "named: " + named + "\nsolution: " + solved);
          return 1;
        });
  }
}
