package ticketing.runner.study.backup;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.study.progress.Standing;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.ProcessLock;

/** {@code ./workshop catch-up}. */
@Command(
    name = "catch-up",
    description =
        "Go on with a stage: those before it become the solutions, but for those that your own code"
            + " has solved. What you have written is backed up first.")
public final class CatchUpCommand implements Runnable {
  private final CommandContext context;

  @Parameters(paramLabel = "STAGE", description = "The one to go on with, such as 03.")
  private String name;

  /** In this context. */
  public CatchUpCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public void run() {
    Workshop workshop = Workshop.of(context);
    Stage stage = workshop.stage(name);
    List<Stage> before = workshop.stages().subList(0, workshop.stages().indexOf(stage));
    if (before.isEmpty()) {
      context.out().println("There is nothing before " + stage + ". Nothing was changed.");
    } else {
      try (ProcessLock lock = OneAtATime.in(workshop)) {
        solve(workshop, before);
      }
    }
    context.out().println("Next: exercises/" + stage + "/README.md");
  }

  /** With the tests as they were given: what others say proves nothing. */
  private static boolean isSolved(Stage stage, Standing standing) {
    return !stage.edited().isEmpty()
        && stage.editedBesides().isEmpty()
        && standing.of(stage).isCoreDone();
  }

  /** First all the backups, then all the changes: what cannot be kept is not touched. */
  private void solve(Workshop workshop, List<Stage> stages) {
    Map<ExerciseSource, Kept> toSolve = new LinkedHashMap<>();
    try (Standing standing = new Standing(workshop, context)) {
      for (Stage stage : stages) {
        ExerciseSource source = new ExerciseSource(stage);
        if (source.now().sameText(source.asSolved())) {
          context.out().println(stage + " is the solution already. It is left alone.");
        } else if (isSolved(stage, standing)) {
          context.out().println(stage + " is solved by your own code. It is left alone.");
        } else {
          toSolve.put(source, new Backups(workshop).keep(source, Reason.CATCH_UP));
        }
      }
    }
    toSolve.forEach(
        (source, kept) -> {
          ExerciseSource.Change change = source.become(source.asSolved(), kept);
          context
              .out()
              .println(Outcome.of(source, source.stage() + " is now the solution.", change, kept));
          context.out().flush();
        });
    if (!toSolve.isEmpty()) {
      context
          .out()
          .println("Read it until every line has a reason. ./workshop restore lists the backups.");
    }
  }
}
