package ticketing.runner.run.code;

import java.nio.file.Path;
import ticketing.order.Strategy;
import ticketing.runner.run.key.KeyOrderWorkflow;
import ticketing.runner.stages.StageCode;
import ticketing.system.UniqueReferenceTicketSystem;
import ticketing.testkit.explorer.StrategyUnderTest;

/** The strategies that can be put to the test: four stages, and one for comparison. */
public final class Candidates {
  /** The name of {@link #key}. */
  public static final String KEY = "key";

  private Candidates() {}

  /**
   * The strategy of a stage's code in this folder: an exercise or a solution.
   *
   * @throws ticketing.runner.util.UsageException if it does not compile
   */
  public static StrategyUnderTest in(Path folder) {
    return StrategyUnderTest.of(StageCode.main(folder).strategy());
  }

  /**
   * The stronger tool, for comparison and no exercise: the workflow of the first stage and a ticket
   * system that keeps the client's reference unique.
   */
  public static StrategyUnderTest key() {
    return new StrategyUnderTest(
        KEY, new Strategy(KEY, KeyOrderWorkflow.class), UniqueReferenceTicketSystem::new, true);
  }
}
