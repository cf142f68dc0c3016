package ticketing.testkit.explorer;

import ticketing.order.Strategy;
import ticketing.testkit.ExplainedFailure;
import ticketing.testkit.explorer.ExplorationResult.Counterexample;

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
    ExplorationResult result =
        new Explorer(StrategyUnderTest.of(strategy), scope)
            .explore(soFar -> soFar.counterexample().isEmpty());
    result
        .counterexample()
        .ifPresent(
            found -> {
              throw failure(strategy, found, result.count());
            });
    result
        .unfinished()
        .ifPresent(
            why -> {
              throw new ExplainedFailure(why, "Not every schedule was explored. " + why);
            });
  }

  private static String explanation(Interruption interruption) {
    return interruption == Interruption.NONE
        ? ""
        : "\n+%s: %s".formatted(interruption, interruption.description());
  }

  private static ExplainedFailure failure(Strategy strategy, Counterexample found, int explored) {
    String text =
        """
        %s
        %s
        Schedule %d, the first that fails: no simpler one does. To see it again, type
        ./workshop prove %s --schedule "%s"%s\
        """
            .formatted(
                found.violation(),
                found.outcome().printed(),
                explored,
                strategy.name().replaceFirst("-.*", ""),
                found.schedule(),
                explanation(found.schedule().interruption()));
    return new ExplainedFailure(found.violation(), text);
  }
}
