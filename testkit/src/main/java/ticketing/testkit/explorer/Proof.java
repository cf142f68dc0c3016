package ticketing.testkit.explorer;

import ticketing.order.Strategy;
import ticketing.testkit.ExplainedFailure;

/** An exploration as a test: it fails with the shortest counterexample. */
public final class Proof {
  private Proof() {}

  /**
   * Explores every schedule in this scope.
   *
   * @throws ExplainedFailure if a schedule breaks an invariant, or if not all schedules could be
   *     explored
   */
  public static void run(Strategy strategy, Scope scope) {
    new Explorer(StrategyUnderTest.of(strategy), scope)
        .explore(soFar -> soFar.counterexample().isEmpty())
        .problem("prove " + strategy.name().replaceFirst("-.*", ""))
        .ifPresent(
            text -> {
              throw new ExplainedFailure(text.lines().findFirst().orElseThrow(), text);
            });
  }
}
