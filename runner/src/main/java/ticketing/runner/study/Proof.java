package ticketing.runner.study;

import java.util.Optional;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.UsageException;
import ticketing.testkit.explorer.ExplorationResult;
import ticketing.testkit.explorer.ExplorationResult.Count;
import ticketing.testkit.explorer.Explorer;
import ticketing.testkit.explorer.Outcome;
import ticketing.testkit.explorer.Schedule;
import ticketing.testkit.explorer.Scope;
import ticketing.testkit.explorer.StrategyUnderTest;

/**
 * Explores one strategy, and prints the numbers of schedules or the shortest counterexample.
 *
 * @param whose code it is, in words
 * @param command what was typed, without a schedule
 */
record Proof(CommandContext context, StrategyUnderTest underTest, String whose, String command) {
  private static final int EVERY = 100;
  private static final String COUNT = "%-28s%5d schedules so far";

  /** Explores until a schedule breaks it. Returns whether none does, and every one was tried. */
  boolean explore(Scope scope) {
    context.print("%s, %s: trying every fault schedule …%n", underTest.name(), whose);
    ExplorationResult findings = explore(context, underTest, scope, false);
    Optional<String> problem = findings.problem(command);
    if (problem.isPresent()) {
      context.out().println("✗ " + problem.get());
      if (findings.needsCancellation()) {
        context.print(
            "%nIt has a cancellation, which only the ring expert asks for: exercises/cancellation.md. The ring proof tries all others.%n");
      }
      return false;
    }
    String beyond = scope.outside() ? ", beyond D and L too" : "";
    Count onlyFaults = findings.withFaults(scope.faults(), scope.outside());
    row(onlyFaults.all(), "with at most " + faults(scope.faults()) + beyond);
    String interruptions =
        "with a cancellation, a killed worker, "
            + (underTest.hasChild()
                ? "an order placed twice, or a terminated parent"
                : "or an order placed twice");
    row(
        findings.interrupted().all(),
        interruptions + ", and at most " + faults(scope.interruptedFaults()));
    row(findings.special().all(), "with an expired token, an unknown order, or a long outage");
    row(findings.otherTimings().all(), "with other limits D and L");
    if (findings.skipped() > 0) {
      context.print(
          "! %4d schedules skipped: the workflow did not make its calls in the same order again%n",
          findings.skipped());
    }
    context.print(
        """
        None breaks it: never two tickets, never a lost order, and the customer is told the truth.
        Not tried: two interruptions, outages of more than %d calls, and more faults than these beside an interruption, an expired token or an outage.
        """,
        Scope.OUTAGE_CALLS);
    return true;
  }

  private void row(int count, String what) {
    context.print("✓ %4d schedules %s%n", count, what);
  }

  static String faults(int count) {
    return count == 1 ? "1 fault" : count + " faults";
  }

  /** Runs one schedule, and prints what happened. Returns whether nothing goes wrong. */
  boolean run(Schedule schedule) {
    Outcome outcome = Explorer.run(underTest, schedule);
    context.out().println(outcome.printed());
    context.out().println();
    Optional<String> violation = Explorer.violation(underTest, outcome);
    if (!outcome.followsSchedule()) {
      throw UsageException.failure(
          "%s, %s, takes a different path, so this schedule does not apply: %s. %s%nTo try every schedule, type ./workshop %s.",
          underTest.name(),
          whose,
          outcome.mismatch().get(),
          violation.orElse("On the path above, nothing goes wrong."),
          command);
    }
    context.out().println(violation.map(wrong -> "✗ " + wrong).orElse("✓ Nothing goes wrong."));
    if (!outcome.schedule().equals(schedule)) {
      context.out().println("The full schedule:  " + outcome.schedule());
    }
    return violation.isEmpty();
  }

  /**
   * Tries all schedules, or those up to the first counterexample. Prints how many: in a terminal in
   * one line, otherwise after each 100.
   */
  static ExplorationResult explore(
      CommandContext context, StrategyUnderTest underTest, Scope scope, boolean all) {
    ExplorationResult findings =
        new Explorer(underTest, scope)
            .explore(
                soFar -> {
                  printCount(context, underTest.name(), soFar.count());
                  return all || soFar.counterexample().isEmpty();
                });
    if (context.isTerminal()) {
      context.out().print("\r" + " ".repeat(COUNT.formatted("", EVERY).length()) + "\r");
    }
    return findings;
  }

  private static void printCount(CommandContext context, String name, int count) {
    if (context.isTerminal()) {
      context.out().print("\r" + COUNT.formatted(name, count));
      context.out().flush();
    } else if (count % EVERY == 0) {
      context.out().println(COUNT.formatted(name, count));
    }
  }
}
