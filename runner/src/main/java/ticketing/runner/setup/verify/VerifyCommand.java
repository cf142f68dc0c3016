package ticketing.runner.setup.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.Shell;
import ticketing.runner.util.UsageException;
import ticketing.testkit.TemporaryFolder;

/** {@code ./workshop verify}: runs Maven in a copy of the workshop, and counts. */
@Command(
    name = "verify",
    description =
        "Run the workshop's own tests: every exercise fails as it should, every solution passes,"
            + " wrong answers are caught. Your own work is neither judged nor touched.")
public final class VerifyCommand implements Callable<Integer> {
  private final CommandContext context;

  @Option(
      names = "--all",
      description =
          "Also the tests that need more than a JDK: other processes, a browser, a Temporal server.")
  private boolean all;

  @Option(
      names = "--only",
      paramLabel = "TEST",
      description =
          "Only this test, as Maven's -Dtest takes it, such as WrongAnswersTest or StarterCodeTest.")
  private String only;

  /** In this context. */
  public VerifyCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    TemporaryFolder.beforeDeletion(Shell::endAll);
    Workshop workshop = Workshop.of(context);
    Path copy = PristineCopy.of(workshop);
    List<Path> edited = PristineCopy.edited(workshop, copy);
    if (isOnCi() && !edited.isEmpty()) {
      throw new UsageException("These files of exercises/ are not as they ship: " + edited, 1);
    }
    Path results = TemporaryFolder.create("workshop-results");
    MavenRun run = new MavenRun(context, copy, results);
    MavenRun.Outcome outcome = run.test(all, only);
    context.out().println(whatIsEdited(workshop));
    return new VerifyReport(outcome, context.out()).print(isOnCi()) ? 0 : 1;
  }

  /** A skipped test is a failure there. */
  private boolean isOnCi() {
    String ci = context.variable("CI");
    return !ci.isEmpty() && !ci.equals("false");
  }

  private static String whatIsEdited(Workshop workshop) {
    List<String> edited = new ArrayList<>();
    for (Stage stage : workshop.stages()) {
      if (!stage.edited().isEmpty()) {
        edited.add(stage.name());
      }
    }
    return edited.isEmpty()
        ? "No exercise is edited."
        : "Edited, and not judged here: " + String.join(", ", edited) + ".";
  }
}
