package ticketing.runner.run.code;

import java.nio.file.Path;
import ticketing.order.Strategy;
import ticketing.runner.run.key.KeyOrderWorkflow;
import ticketing.runner.stages.StageCode;
import ticketing.testkit.explorer.StrategyUnderTest;

/** The strategies that can be tested: four stages, and one for comparison. */
public final class Strategies {
  /** The name of {@link #key}. */
  public static final String KEY = "key";

  private Strategies() {}

  /** Compiles a stage's code in this folder, an exercise or a solution. */
  public static StrategyUnderTest compiledIn(Path folder) {
    return StrategyUnderTest.of(StageCode.main(folder).strategy());
  }

  /** Returns the strategy for comparison: a ticket system that keeps a reference unique. */
  public static StrategyUnderTest key() {
    return new StrategyUnderTest(new Strategy(KEY, KeyOrderWorkflow.class), true);
  }
}
