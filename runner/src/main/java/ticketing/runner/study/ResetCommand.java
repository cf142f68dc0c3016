package ticketing.runner.study;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import ticketing.runner.stages.ExerciseFiles;
import ticketing.runner.stages.Stage;
import ticketing.runner.util.WithContext;

/** {@code ./workshop reset}. */
@Command(
    name = "reset",
    description = "Reset an exercise to its original files, after a backup of your code.")
public final class ResetCommand extends WithContext implements Runnable {
  @Parameters(paramLabel = "EXERCISE", description = "Such as 03.")
  private Stage stage;

  @Override
  public void run() {
    ExerciseFiles shipped = ExerciseFiles.shipped(stage);
    if (ExerciseFiles.in(stage.exercise()).sameText(shipped)) {
      context.out().println(stage + " already has its original files. Nothing was changed.");
    } else {
      new Backups(context).replace(stage, shipped, "reset", context.out());
      HintGiver.forget(stage);
      context.out().println(stage + " is reset.");
    }
    context.out().println("Next: exercises/" + stage + "/README.md");
  }
}
