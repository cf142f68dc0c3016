package ticketing.runner.run.code;

import picocli.CommandLine.Option;
import ticketing.order.Strategy;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.StageCode;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.UsageException;
import ticketing.testkit.explorer.StrategyUnderTest;

/** The options that choose whose code runs. */
public final class CodeOptions {
  @Option(names = "--mine", description = "Run your own code, from exercises/.")
  private boolean mine;

  @Option(names = "--solution", description = "Run the solution.")
  private boolean solution;

  /** The stage's strategy: the solution's, unless {@code --mine} is given. */
  public Strategy strategy(Stage stage) {
    return StageCode.main(isMine(false) ? stage.exercise() : stage.solution()).strategy();
  }

  /**
   * The candidate of this name: a stage's code, the solution's unless {@code --mine} is given, or
   * {@link Candidates#key}.
   *
   * @throws UsageException if there is none, or none of the student's own
   */
  public StrategyUnderTest candidate(Workshop workshop, String name) {
    if (!name.equals(Candidates.KEY)) {
      return StrategyUnderTest.of(strategy(workshop.stage(name, Candidates.KEY)));
    }
    if (isMine(false)) {
      throw new UsageException(
          Candidates.KEY
              + " is not an exercise: there is no code of yours in it. Leave --mine out.");
    }
    return Candidates.key();
  }

  /** Whether the student's own code is meant; what is meant where neither option is given. */
  public boolean isMine(boolean otherwise) {
    if (mine && solution) {
      throw new UsageException("Either --mine or --solution, not both.");
    }
    return mine || otherwise && !solution;
  }

  /**
   * Returns nothing unless the student's own code is asked for with {@code --mine}, and there is
   * none yet.
   *
   * @param command which was typed
   * @throws UsageException if so
   */
  public void requireWritten(Stage stage, String command) {
    if (isMine(false) && stage.edited().isEmpty()) {
      throw new UsageException(
          """
          There is nothing to run yet: %s is as it was given to you. Write it first,
            exercises/%s/README.md
          or see what comes of the solution:
            ./workshop %s %s --solution"""
              .formatted(stage, stage, command, stage.number()),
          1);
    }
  }
}
