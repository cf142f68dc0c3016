package ticketing.runner.study.backup;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.study.progress.StageVerdicts;
import ticketing.runner.util.CommandContext;

/** {@code ./workshop catch-up}. */
@Command(
    name = "catch-up",
    description =
        "Copy the solution into each earlier exercise that you have not solved, to go on with this"
            + " one. Your code is backed up first.")
public final class CatchUpCommand implements Runnable {
  private final CommandContext context;

  @Parameters(paramLabel = "EXERCISE", description = "The one to go on with, such as 03.")
  private String name;

  /** In this context. */
  public CatchUpCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public void run() {
    Workshop workshop = Workshop.of(context);
    Stage next = workshop.stage(name);
    List<Stage> earlier = workshop.stages().subList(0, workshop.stages().indexOf(next));
    try (ExerciseChange change = new ExerciseChange(workshop, "catch-up");
        StageVerdicts verdicts = new StageVerdicts(workshop, context)) {
      for (Stage stage : earlier) {
        context.out().println(stage + solve(stage, verdicts, change));
      }
    }
    if (earlier.isEmpty()) {
      context.out().println("There is no exercise before " + next + ". Nothing was changed.");
    }
    context.out().println("Next: exercises/" + next + "/README.md");
  }

  /** Returns what was done, as the rest of a sentence. Only the original tests say "solved". */
  private static String solve(Stage stage, StageVerdicts verdicts, ExerciseChange change) {
    ExerciseFiles solved = ExerciseFiles.solved(stage);
    if (ExerciseFiles.in(stage.exercise()).sameText(solved)) {
      return " already has the solution. Skipped.";
    }
    if (!stage.edited().isEmpty()
        && stage.editedBesides().isEmpty()
        && verdicts.of(stage).isCoreDone()) {
      return " is solved by your own code. Skipped.";
    }
    return " now has the solution. Read it until you know why every line is there.\n"
        + change.apply(stage, solved);
  }
}
