package ticketing.runner.run.code;

import java.nio.file.Path;
import ticketing.order.Strategy;
import ticketing.runner.run.key.KeyOrderWorkflow;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.StageCode;
import ticketing.testkit.explorer.StrategyUnderTest;

/** The strategies that can be tested: four stages, and one for comparison. */
public final class Strategies {
  /** The name of {@link #key}. */
  public static final String KEY = "key";

  private Strategies() {}

  /** Compiles the exercise of a stage, if the student's own code is to run, or its solution. */
  public static StrategyUnderTest compiled(Stage stage, boolean mine) {
    Path folder = mine ? stage.exercise() : stage.solution();
    return StrategyUnderTest.of(StageCode.main(folder).strategy());
  }

  /** Returns the strategy for comparison: a ticket system that keeps a reference unique. */
  public static StrategyUnderTest key() {
    return new StrategyUnderTest(new Strategy(KEY, KeyOrderWorkflow.class), true);
  }
}
