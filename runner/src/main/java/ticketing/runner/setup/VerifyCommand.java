package ticketing.runner.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.Shell;
import ticketing.runner.util.UsageException;
import ticketing.runner.util.WithContext;
import ticketing.testkit.TemporaryFolder;

/** {@code ./workshop verify}: runs the tests in a copy of the workshop. */
@Command(
    name = "verify",
    description = {
      "Run the workshop's own tests on a clean copy.",
      "Every exercise fails as it should, and every solution passes. With --all, also: wrong answers"
          + " are caught. Your own work is neither judged nor touched."
    })
public final class VerifyCommand extends WithContext implements Callable<Integer> {
  /** The modules, in the order in which Maven tests them. */
  static final List<String> MODULES =
      List.of("ticket-system", "orders", "testkit", "runner", "acceptance");

  private static final String EVERYTHING =
      "material | answers | process | browser | server | mutations";

  /** Documents run in real time on an idle machine: only by name. */
  private static final String BY_NAME = " | docs";

  private static final Duration BUILD_LIMIT = Duration.ofMinutes(5);
  private static final int UPDATE_MILLIS = 200;

  @Option(
      names = "--all",
      description =
          "Also run the tests of the sample answers, mutation tests, and those that need processes, a"
              + " browser or a Temporal server.")
  private boolean all;

  @Option(
      names = "--only",
      paramLabel = "TEST",
      description = "Run only this test, such as WrongAnswersTest; as in Maven's -Dtest.")
  private String only;

  @Override
  public Integer call() throws IOException, InterruptedException {
    TemporaryFolder.beforeDeletion(Shell::endAll);
    Workshop workshop = Workshop.of(context);
    List<String> edited =
        workshop.stages().stream().filter(stage -> !stage.isUntouched()).map(Stage::name).toList();
    if (isOnCi() && !edited.isEmpty()) {
      throw UsageException.failure("These exercises differ from the original: " + edited);
    }
    if (!edited.isEmpty()) {
      String names = String.join(", ", edited);
      context.out().println("verify tests the original files, not your edits of " + names + ".");
    }
    Path copy = PristineCopy.of(workshop);
    Path log = TemporaryFolder.create("workshop-maven").resolve("maven.log");
    Process maven = startMaven(copy, log);
    VerifyReport report = new VerifyReport(copy, context.out());
    while (!maven.waitFor(UPDATE_MILLIS, TimeUnit.MILLISECONDS)) {
      report.update();
    }
    if (Files.notExists(log)) {
      return 1; // Ctrl+C ended Maven and deleted the copy.
    }
    return report.printSummary(log, maven.exitValue(), isOnCi()) ? 0 : 1;
  }

  /** Returns whether this is a CI server, where a skipped test is a failure. */
  private boolean isOnCi() {
    String ci = context.variable("CI");
    return !ci.isEmpty() && !ci.equals("false");
  }

  /**
   * Starts Maven in a copy. The copy has no {@code .temporal} and no {@code node_modules}:
   * variables say where the server's program and the deck's npm packages are.
   */
  private Process startMaven(Path copy, Path log) throws IOException, InterruptedException {
    CommandContext ofCopy =
        context.with(
            Map.of(
                "WORKSHOP_TEMPORAL_CLI",
                context.root().resolve(".temporal/temporal").toString(),
                "WORKSHOP_NODE_MODULES",
                context.root().resolve("slides/node_modules").toString()));
    boolean everything = all || only != null;
    if (everything) {
      // Tests start processes of it.
      Shell.Output built =
          Shell.run(ofCopy, copy, BUILD_LIMIT, Shell.workshopCommand(copy, "--version"));
      if (built.exitCode() != 0) {
        throw new IOException("The copy of the workshop cannot be built:\n" + built.tail(40));
      }
    }
    List<String> arguments =
        new ArrayList<>(
            Shell.mavenCommand(
                // Classes at a time, each in a JVM of its own: the test Temporal is one per JVM.
                "-DforkCount=2",
                "-P" + (everything ? "acceptance,browser" : "acceptance"),
                "-Dworkshop.skip-own-tests=false",
                "-Dacceptance.groups="
                    + (only != null ? EVERYTHING + BY_NAME : everything ? EVERYTHING : "material"),
                "-pl",
                String.join(",", MODULES),
                "test"));
    if (only != null) {
      arguments.add("-Dtest=" + only);
      arguments.add("-Dsurefire.failIfNoSpecifiedTests=false");
      arguments.add("-Dworkshop.fail-if-no-tests=false");
    }
    return Shell.start(ofCopy, copy, log, arguments);
  }
}
