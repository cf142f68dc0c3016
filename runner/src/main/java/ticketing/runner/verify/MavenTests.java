package ticketing.runner.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.Shell;

/**
 * The tests of our own modules and of the solutions, as Maven runs them: on a thread of its own,
 * for they mostly wait, as the other checks do.
 */
final class MavenTests {
  private static final List<String> OUR_MODULES =
      List.of("ticket-system", "orders", "testkit", "runner");

  private final Workshop workshop;
  private final Path copy;
  private final List<String> modules = new ArrayList<>(OUR_MODULES);
  private final FutureTask<Shell.Output> build = new FutureTask<>(this::build);

  /** In a pristine copy. */
  MavenTests(Workshop workshop, Path copy) {
    this.workshop = workshop;
    this.copy = copy;
    workshop.stages().forEach(stage -> modules.add("solutions/" + stage));
  }

  /** Lets Maven begin. Returns at once. */
  void begin() {
    Thread thread = new Thread(build, "maven-tests");
    thread.setDaemon(true);
    thread.start();
  }

  private Shell.Output build() throws Exception {
    return Shell.maven(
        copy,
        "--fail-at-end",
        "-Dworkshop.skip-own-tests=false",
        "-Dworkshop.test-groups=core,stretch",
        "-pl",
        String.join(",", modules),
        "test");
  }

  /** What has to be true when it has ended, which each of them waits for. */
  List<Check> checks() {
    List<Check> checks = new ArrayList<>();
    checks.add(
        new Check(
            "Maven, beside the other checks, builds it and runs its tests",
            () -> {
              Shell.Output output = build.get();
              Check.require(output.exitCode() == 0, output.tail(60));
              return 1;
            }));
    for (String module : modules) {
      checks.add(
          new Check(
              module + ": all tests pass",
              () -> {
                build.get();
                return SurefireReports.of(copy.resolve(module)).requireAllPassed();
              }));
    }
    for (Stage stage : workshop.stages()) {
      checks.add(sameTests(stage));
    }
    return checks;
  }

  /** The tests that a fresh exercise is to fail are tests that the solution passes. */
  private Check sameTests(Stage stage) {
    return new Check(
        stage + ": the solution passes what a fresh exercise fails",
        () -> {
          build.get();
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
