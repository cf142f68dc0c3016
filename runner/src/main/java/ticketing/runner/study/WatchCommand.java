package ticketing.runner.study;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.WithContext;

/** {@code ./workshop watch}. */
@Command(
    name = "watch",
    description = {
      "Test an exercise whenever you save one of its files.",
      "Runs one ring after the other, until one fails: core, stretch, proof, expert. Type a letter and Enter: h hint, c compare, n next exercise, p prove, q quit; Enter alone tests again."
    })
public final class WatchCommand extends WithContext implements Runnable {
  @Parameters(
      arity = "0..1",
      paramLabel = "EXERCISE",
      description = "Such as 03. Without it, the first that does not pass.")
  private String name;

  @Override
  public void run() {
    Workshop workshop = Workshop.of(context);
    try (StageVerdicts verdicts = new StageVerdicts(workshop, context)) {
      Stage stage = name == null ? verdicts.current() : workshop.stage(name);
      new WatchLoop(workshop, verdicts, context).run(stage);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
