package ticketing.runner.run.code;

import picocli.CommandLine.Option;
import ticketing.order.Strategy;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.UsageException;
import ticketing.testkit.explorer.StrategyUnderTest;

/** The options that choose whose code runs. */
public final class CodeOptions {
  @Option(
      names = "--mine",
      description = "Run your own code, from exercises/; the default of prove.")
  private boolean mine;

  @Option(
      names = "--solution",
      description = "Run the solution; the default of demo, chaos and worker.")
  private boolean solution;

  /** Returns the stage's strategy: the solution's, unless {@code --mine} is given. */
  public Strategy strategy(Stage stage) {
    return Strategies.compiled(stage, isMine(false)).strategy();
  }

  /** Returns a stage's strategy, or that of {@link Strategies#KEY}. */
  public StrategyUnderTest strategyUnderTest(Workshop workshop, String name) {
    if (name.equals(Strategies.KEY) && isMine(false)) {
      throw new UsageException(
          Strategies.KEY
              + " is not an exercise: you have not written any code for it. Omit --mine.");
    }
    return Strategies.of(workshop, name, isMine(false));
  }

  /** Returns whether to run the student's own code; the default if neither option is given. */
  public boolean isMine(boolean otherwise) {
    if (mine && solution) {
      throw new UsageException("Use --mine or --solution, not both.");
    }
    return mine || otherwise && !solution;
  }

  /** Throws, with this command's fix, if the exercise is unchanged. */
  public static void requireEdited(Stage stage, String command) {
    if (stage.edited().isEmpty()) {
      throw UsageException.failure(
          """
          There is nothing to run yet: exercise %s is unchanged. Solve it first
          (see exercises/%s/README.md), or run the solution:
            ./workshop %s %s --solution\
          """,
          stage, stage, command, stage.number());
    }
  }
}
