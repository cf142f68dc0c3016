package ticketing.runner.setup.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.Shell;

/** Runs the tests of all modules with Maven, and reads what {@link TestResults} has written. */
final class MavenRun {
  private static final String MATERIAL = "material";
  private static final String EVERYTHING = "material | answers | process | browser | server";

  /** In real time, minutes, and only right on a quiet machine: run by name. */
  private static final String DOCUMENTS = " | docs";

  private static final int LOOKED_EVERY_MILLIS = 200;
  private static final Duration BUILD_LIMIT = Duration.ofMinutes(5);

  private final CommandContext context;
  private final Path copy;
  private final Path folder;

  /**
   * In a pristine copy of the workshop. The copy has no {@code .temporal} and no {@code
   * node_modules}, so tests are told where the server's program and the deck's npm packages are.
   *
   * @param folder an empty one, for what this run writes besides
   */
  MavenRun(CommandContext context, Path copy, Path folder) {
    this.context =
        context.with(
            Map.of(
                "JAVA_HOME",
                System.getProperty("java.home"),
                "WORKSHOP_TEMPORAL_CLI",
                context.root().resolve(".temporal/temporal").toString(),
                "WORKSHOP_NODE_MODULES",
                context.root().resolve("slides/node_modules").toString()));
    this.copy = copy;
    this.folder = folder;
  }

  /**
   * What came of it.
   *
   * @param results every test that ended or was skipped
   * @param exitCode Maven's; not 0 also where a module could not be built
   * @param log what Maven wrote
   */
  record Outcome(List<TestResults.Result> results, int exitCode, Path log) {}

  /**
   * Runs them.
   *
   * @param all whether also those that need more than a JDK
   * @param only the test to run, as Maven names it; null for all
   */
  Outcome test(boolean all, String only) throws IOException, InterruptedException {
    Path log = folder.resolve("maven.log");
    Path results = Files.createFile(folder.resolve("results"));
    boolean everything = all || only != null;
    if (everything) {
      buildRunner();
    }
    Process maven = Shell.start(context, copy, log, command(results, everything, only));
    VerifyProgress progress = new VerifyProgress(results, context.out());
    while (!maven.waitFor(LOOKED_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
      progress.show();
    }
    progress.show();
    progress.endModule();
    return new Outcome(progress.results(), maven.exitValue(), log);
  }

  /** As a student's first command does: processes that the tests start are started by it. */
  private void buildRunner() throws IOException, InterruptedException {
    Shell.Output built =
        Shell.run(context, copy, BUILD_LIMIT, Shell.workshopCommand(copy, "--version"));
    if (built.exitCode() != 0) {
      throw new IOException("The copy of the workshop cannot be built:\n" + built.tail(40));
    }
  }

  private List<String> command(Path results, boolean everything, String only) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                // Classes at a time, each in a JVM of its own: the test Temporal is one per JVM.
                // Those beyond a student's mostly wait for other processes.
                "-DforkCount=" + (everything ? 3 : 2),
                "-P" + (everything ? "acceptance,browser" : "acceptance"),
                "-Dworkshop.skip-own-tests=false",
                "-Dacceptance.groups="
                    + (only != null ? EVERYTHING + DOCUMENTS : everything ? EVERYTHING : MATERIAL),
                "-Dmaven.test.additionalClasspath=" + TestResults.classPath(),
                "-D" + TestResults.PROPERTY + "=" + results,
                "-pl",
                "ticket-system,orders,testkit,runner,acceptance",
                "test"));
    if (only != null) {
      arguments.add("-Dtest=" + only);
      arguments.add("-Dsurefire.failIfNoSpecifiedTests=false");
      arguments.add("-Dworkshop.fail-if-no-tests=false");
    }
    return Shell.mavenCommand(arguments.toArray(String[]::new));
  }
}
