package ticketing.runner;

import picocli.CommandLine.Option;
import ticketing.order.Strategy;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.StageCode;

/** The options that choose whose code runs. */
public final class CodeOptions {
  @Option(names = "--mine", description = "Run your own code, from exercises/.")
  private boolean mine;

  @Option(names = "--solution", description = "Run the solution.")
  private boolean solution;

  /** The stage's strategy: the solution's, unless {@code --mine} is given. */
  public Strategy strategy(Stage stage) {
    if (mine && solution) {
      throw new UsageException("Either --mine or --solution, not both.");
    }
    return StageCode.main(mine ? stage.exercise() : stage.solution()).strategy();
  }
}
