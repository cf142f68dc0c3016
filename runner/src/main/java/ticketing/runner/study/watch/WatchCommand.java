package ticketing.runner.study.watch;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.study.progress.Journey;
import ticketing.runner.study.progress.Standing;
import ticketing.runner.util.CommandContext;

/** {@code ./workshop watch}. */
@Command(
    name = "watch",
    description =
        "Test a stage whenever you save a file of it: core, and stretch if core passes. Takes a"
            + " letter and Enter: h hint, c compare, n next stage, p prove, q quit; Enter alone tests again.")
public final class WatchCommand implements Runnable {
  private final CommandContext context;

  @Parameters(
      arity = "0..1",
      paramLabel = "STAGE",
      description = "Such as 03. Without it, the one that you are at.")
  private String name;

  /** In this context. */
  public WatchCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public void run() {
    Workshop workshop = Workshop.of(context);
    try (Standing standing = new Standing(workshop, context)) {
      Stage stage = name == null ? new Journey(workshop, standing).current() : workshop.stage(name);
      new WatchLoop(workshop, standing, context).run(stage);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
