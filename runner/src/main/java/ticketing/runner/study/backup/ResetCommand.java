package ticketing.runner.study.backup;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.study.hint.HintGiver;
import ticketing.runner.util.CommandContext;

/** {@code ./workshop reset}. */
@Command(
    name = "reset",
    description = "Reset an exercise to its original files. Your code is backed up first.")
public final class ResetCommand implements Runnable {
  private final CommandContext context;

  @Parameters(paramLabel = "EXERCISE", description = "Such as 03.")
  private String name;

  /** In this context. */
  public ResetCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public void run() {
    Workshop workshop = Workshop.of(context);
    Stage stage = workshop.stage(name);
    try (ExerciseChange change = new ExerciseChange(workshop, "reset")) {
      ExerciseFiles shipped = ExerciseFiles.shipped(stage);
      if (ExerciseFiles.in(stage.exercise()).sameText(shipped)) {
        context.out().println(stage + " has its original files. Nothing was changed.");
      } else {
        context.out().println(stage + " is reset.\n" + change.apply(stage, shipped));
        HintGiver.forget(workshop, stage);
      }
    }
    context.out().println("Next: exercises/" + stage + "/README.md");
  }
}
