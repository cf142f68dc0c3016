package ticketing.runner.study.backup;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.study.progress.Standing;
import ticketing.runner.util.ProcessLock;

/** {@code ./workshop catch-up}. */
@Command(
    name = "catch-up",
    description =
        "Go on with a stage: those before it become the solutions, but for those that your own code"
            + " has solved. What you have written is backed up first.")
public final class CatchUpCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "STAGE", description = "The one to go on with, such as 03.")
  private String name;

  @Override
  public void run() {
    Workshop workshop = Workshop.here();
    Stage stage = workshop.stage(name);
    List<Stage> before = workshop.stages().subList(0, workshop.stages().indexOf(stage));
    PrintWriter out = spec.commandLine().getOut();
    if (before.isEmpty()) {
      out.println("There is nothing before " + stage + ". Nothing was changed.");
    } else {
      try (ProcessLock lock = OneAtATime.in(workshop)) {
        solve(workshop, before, out);
      }
    }
    out.println("Next: exercises/" + stage + "/README.md");
  }

  /** With the tests as they were given: what others say proves nothing. */
  private static boolean isSolved(Stage stage, Standing standing) {
    return !stage.edited().isEmpty()
        && stage.editedBesides().isEmpty()
        && standing.of(stage).isCoreDone();
  }

  /** First all the backups, then all the changes: what cannot be kept is not touched. */
  private static void solve(Workshop workshop, List<Stage> stages, PrintWriter out) {
    Map<ExerciseSource, Kept> toSolve = new LinkedHashMap<>();
    try (Standing standing = new Standing(workshop)) {
      for (Stage stage : stages) {
        ExerciseSource source = new ExerciseSource(stage);
        if (source.now().sameText(source.asSolved())) {
          out.println(stage + " is the solution already. It is left alone.");
        } else if (isSolved(stage, standing)) {
          out.println(stage + " is solved by your own code. It is left alone.");
        } else {
          toSolve.put(source, new Backups(workshop).keep(source, Reason.CATCH_UP));
        }
      }
    }
    toSolve.forEach(
        (source, kept) -> {
          ExerciseSource.Change change = source.become(source.asSolved(), kept);
          out.println(Outcome.of(source, source.stage() + " is now the solution.", change, kept));
          out.flush();
        });
    if (!toSolve.isEmpty()) {
      out.println("Read it until every line has a reason. ./workshop restore lists the backups.");
    }
  }
}
