package ticketing.runner.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import ticketing.runner.setup.verify.PristineCopy;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.Shell;
import ticketing.testkit.TemporaryFolder;

/** {@code ./workshop checks}, until all of them are acceptance tests. */
@Command(
    name = "checks",
    hidden = true,
    description =
        "Prove that the workshop is right: every start fails as it should, every solution passes,"
            + " wrong answers are caught. Your own work is not judged and not touched.")
public final class ChecksCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--all",
      description = "Also what needs a network, other processes or another JDK.")
  private boolean all;

  @Option(
      names = "--only",
      paramLabel = "REGEX",
      description = "Only the checks in whose line this is found, such as \"03.*wrong\".")
  private Pattern only = Pattern.compile("");

  @Override
  public Integer call() {
    Workshop workshop = Workshop.here();
    Path copy = PristineCopy.of(workshop);
    TemporaryFolder.beforeDeletion(Shell::endAll);
    Checks checks = new Checks(only);
    checks.run(DeckIsBuilt.checks(workshop));
    if (all) {
      checks.run(LivePageServer.checks(workshop));
      checks.run(DeckInABrowser.checks(workshop));
      checks.run(LivePage.checks(workshop, copy));
    }
    sayWhatIsEdited(workshop);
    return checks.sumUp() ? 0 : 1;
  }

  private static void sayWhatIsEdited(Workshop workshop) {
    List<String> edited = new ArrayList<>();
    for (Stage stage : workshop.stages()) {
      if (!stage.edited().isEmpty()) {
        edited.add(stage.name());
      }
    }
    System.out.println(
        edited.isEmpty()
            ? "No exercise is edited."
            : "Edited, and not judged here: " + String.join(", ", edited) + ".");
  }
}
