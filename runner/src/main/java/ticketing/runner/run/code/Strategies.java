package ticketing.runner.run.code;

import java.nio.file.Path;
import ticketing.order.Strategy;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.StageCode;
import ticketing.runner.stages.Workshop;
import ticketing.testkit.explorer.StrategyUnderTest;

/** The strategies that can be tested: four stages, and one for comparison. */
public final class Strategies {
  /** The name of the one for comparison: its ticket system keeps a client's reference unique. */
  public static final String KEY = "key";

  private Strategies() {}

  /** Returns the strategy of this name: that of a stage, or of {@link #KEY}. */
  public static StrategyUnderTest of(Workshop workshop, String name, boolean mine) {
    return name.equals(KEY)
        ? new StrategyUnderTest(new Strategy(KEY, KeyOrderWorkflow.class), true)
        : compiled(workshop.stage(name, KEY), mine);
  }

  /** Compiles the exercise of a stage, if the student's own code is to run, or its solution. */
  public static StrategyUnderTest compiled(Stage stage, boolean mine) {
    Path folder = mine ? stage.exercise() : stage.solution();
    return StrategyUnderTest.of(StageCode.main(folder).strategy());
  }
}
