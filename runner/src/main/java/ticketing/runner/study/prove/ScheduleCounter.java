package ticketing.runner.study.prove;

import ticketing.runner.util.CommandContext;
import ticketing.testkit.explorer.ExplorationResult;
import ticketing.testkit.explorer.Explorer;
import ticketing.testkit.explorer.StrategyUnderTest;

/** Explores, and prints how many schedules were tried: in a terminal in place, else each 100th. */
final class ScheduleCounter {
  private static final int EVERY = 100;
  private static final String LINE = "%-28s%5d schedules";

  private ScheduleCounter() {}

  /**
   * Explores a strategy.
   *
   * @param all false if the first counterexample ends it
   */
  static ExplorationResult explore(
      CommandContext context, StrategyUnderTest candidate, Explorer.Scope scope, boolean all) {
    ExplorationResult findings =
        new Explorer(candidate, scope)
            .explore(
                soFar -> {
                  show(context, LINE.formatted(candidate.name(), soFar.count()), soFar.count());
                  return all || soFar.counterexample().isEmpty();
                });
    if (context.isTerminal()) {
      String line = LINE.formatted(candidate.name(), EVERY);
      context.out().print("\r" + " ".repeat(line.length()) + "\r");
    }
    return findings;
  }

  private static void show(CommandContext context, String line, int count) {
    if (context.isTerminal()) {
      context.out().print("\r" + line);
      context.out().flush();
    } else if (count % EVERY == 0) {
      context.out().println(line);
    }
  }
}
