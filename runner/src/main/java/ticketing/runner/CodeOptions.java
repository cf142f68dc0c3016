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

  /** Whether it is the student's own code; {@code otherwise} where neither option is given. */
  private boolean isMine(boolean otherwise) {
    if (mine && solution) {
      throw new UsageException("Either --mine or --solution, not both.");
    }
    return mine || !solution && otherwise;
  }

  /** The stage's strategy: the solution's, unless {@code --mine} is given. */
  public Strategy strategy(Stage stage) {
    return StageCode.main(isMine(false) ? stage.exercise() : stage.solution()).strategy();
  }
}
