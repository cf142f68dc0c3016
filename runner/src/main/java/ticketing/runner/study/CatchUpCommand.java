package ticketing.runner.study;

import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import ticketing.runner.stages.ExerciseFiles;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.WithContext;

/** {@code ./workshop catch-up}. */
@Command(
    name = "catch-up",
    description = {
      "Solve all earlier exercises, to continue with this one.",
      "Copies the solution into each that you have not solved. Your code is backed up first."
    })
public final class CatchUpCommand extends WithContext implements Runnable {
  @Parameters(paramLabel = "EXERCISE", description = "The exercise to continue with, such as 03.")
  private Stage next;

  @Override
  public void run() {
    List<Stage> stages = Workshop.of(context).stages();
    List<Stage> earlier = stages.subList(0, stages.indexOf(next));
    PrintStream out = context.out();
    try (StageVerdicts verdicts = new StageVerdicts(context)) {
      for (Stage stage : earlier) {
        ExerciseFiles solved = ExerciseFiles.solved(stage);
        if (ExerciseFiles.in(stage.exercise()).sameText(solved)) {
          out.println(stage + " already has the solution. Skipped.");
        } else if (isSolved(stage, verdicts)) {
          out.println(stage + " is solved by your own code. Skipped.");
        } else {
          new Backups(context).replace(stage, solved, "catch-up", out);
          out.println(
              stage + " now has the solution. Read it until you know what it does, and why.");
        }
      }
    }
    if (earlier.isEmpty()) {
      out.println("There is no exercise before " + next + ". Nothing was changed.");
    }
    out.println("Next: exercises/" + next + "/README.md");
  }

  /** Returns whether a student's own code passes core of the original tests. */
  private static boolean isSolved(Stage stage, StageVerdicts verdicts) {
    return !stage.edited().isEmpty()
        && stage.editedBesides().isEmpty()
        && verdicts.of(stage).isCoreDone();
  }
}
