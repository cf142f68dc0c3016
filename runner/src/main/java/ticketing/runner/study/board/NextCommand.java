package ticketing.runner.study.board;

import picocli.CommandLine.Command;
import ticketing.runner.stages.Workshop;
import ticketing.runner.study.progress.StageVerdicts;
import ticketing.runner.util.CommandContext;

/** {@code ./workshop next}. */
@Command(name = "next", description = "Show what to do next, and how to start.")
public final class NextCommand implements Runnable {
  private final CommandContext context;

  /** In this context. */
  public NextCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public void run() {
    try (StageVerdicts verdicts = new StageVerdicts(Workshop.of(context), context)) {
      context.out().print(NextStep.text(verdicts));
    }
  }
}
