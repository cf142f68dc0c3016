package ticketing.runner.study.backup;

import java.io.IOException;
import java.nio.file.Files;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.study.hint.HintGiver;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.ProcessLock;
import ticketing.runner.util.SafeFile;
import ticketing.runner.util.UsageException;

/** {@code ./workshop reset}. */
@Command(
    name = "reset",
    description =
        "Begin a stage again: its exercise becomes as it was given to you. What you have written is"
            + " backed up first.")
public final class ResetCommand implements Runnable {
  private final CommandContext context;

  @Parameters(paramLabel = "STAGE", description = "Such as 03.")
  private String name;

  /** In this context. */
  public ResetCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public void run() {
    Workshop workshop = Workshop.of(context);
    Stage stage = workshop.stage(name);
    try (ProcessLock lock = OneAtATime.in(workshop)) {
      context.out().println(reset(workshop, new ExerciseSource(stage)));
    }
    context.out().println("Next: exercises/" + stage + "/README.md");
  }

  private static String reset(Workshop workshop, ExerciseSource source) {
    SourceFiles wanted = source.asShipped();
    if (source.now().sameText(wanted)) {
      return source.stage()
          + " is as it was given to you. Nothing was changed."
          + Outcome.besides(source.stage());
    }
    Kept kept = new Backups(workshop).keep(source, Reason.RESET);
    ExerciseSource.Change change = source.become(wanted, kept);
    forgetHints(workshop, source.stage());
    return Outcome.of(source, source.stage() + " is as it was given to you, again.", change, kept);
  }

  /** Whoever begins anew, or the next at this computer, begins with the first hint. */
  private static void forgetHints(Workshop workshop, Stage stage) {
    try {
      Files.deleteIfExists(HintGiver.given(workshop, stage));
    } catch (IOException e) {
      throw new UsageException(
          "The hints that were given are not forgotten: " + SafeFile.reason(e), 1);
    }
  }
}
