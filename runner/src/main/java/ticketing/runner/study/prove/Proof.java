package ticketing.runner.study.prove;

import java.util.Optional;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.UsageException;
import ticketing.testkit.explorer.Candidate;
import ticketing.testkit.explorer.Explorer;
import ticketing.testkit.explorer.Findings;
import ticketing.testkit.explorer.Findings.Counterexample;
import ticketing.testkit.explorer.Outcome;
import ticketing.testkit.explorer.Schedule;
import ticketing.testkit.explorer.Timeline;

/** Explores one workflow, and tells either how much was explored or the shortest counterexample. */
final class Proof {
  private final CommandContext context;
  private final Candidate candidate;
  private final String whose;
  private final String command;

  /**
   * A proof.
   *
   * @param whose code it is, in words
   * @param command what was typed, without a schedule
   */
  Proof(CommandContext context, Candidate candidate, String whose, String command) {
    this.context = context;
    this.candidate = candidate;
    this.whose = whose;
    this.command = command;
  }

  /** Explores, until something goes wrong. True if nothing does, and nothing is left out. */
  boolean explore(Explorer.Scope scope) {
    context
        .out()
        .printf(
            "%s, %s: what can happen to an order, schedule after schedule …%n",
            candidate.name(), whose);
    Tally tally = new Tally(context, candidate.name());
    Findings findings =
        new Explorer(candidate, scope)
            .explore(
                soFar -> {
                  tally.show(soFar.count());
                  return soFar.counterexample().isEmpty();
                });
    tally.clear();
    if (findings.counterexample().isPresent()) {
      Counterexample found = findings.counterexample().get();
      if (found.schedule().disturbances() > 0) {
        tellFaultsAlone(findings, scope);
      }
      tell(found, findings.count());
      return false;
    }
    if (findings.unfinished().isPresent()) {
      context.out().println("✗ Not everything is explored. " + findings.unfinished().get());
      return false;
    }
    tellCounts(findings, scope);
    return true;
  }

  private void tellFaultsAlone(Findings findings, Explorer.Scope scope) {
    context
        .out()
        .printf(
            "✓ %4d schedules of at most %s%s%n",
            scope.outside()
                ? findings.insideAndOutside(scope.faults()).all()
                : findings.inside(scope.faults()).all(),
            faults(scope.faults()),
            scope.outside() ? ", the ticket system's terms of service broken or not" : "");
  }

  private void tellCounts(Findings findings, Explorer.Scope scope) {
    tellFaultsAlone(findings, scope);
    context
        .out()
        .printf(
            "✓ %4d schedules with a cancel, a worker that dies, %s, and at most %s%n"
                + "None goes wrong: never two tickets, never an order lost, and what the customer is told"
                + " is true.%n"
                + "Not explored: tokens that expire, and outages of more calls than that. The stretch"
                + " tests look at those.%n",
            findings.disturbed().all(),
            candidate.hasChild()
                ? "an order placed twice, or a parent that is terminated"
                : "or an order placed twice",
            faults(scope.faultsWithADisturbance()));
  }

  /** In words. */
  static String faults(int count) {
    return count == 1 ? "1 fault" : count + " faults";
  }

  private void tell(Counterexample found, int explored) {
    context.out().printf("✗ %s%n%n%s%n%n", found.violation(), Timeline.of(found.outcome()));
    context
        .out()
        .printf(
            "Schedules tried until this one: %d. None that is simpler goes wrong%s.%n",
            explored,
            found.schedule().isOutside() ? ". The ticket system broke its terms of service" : "");
    if (!found.schedule().steps().isEmpty()) {
      context
          .out()
          .printf("See it again:  ./workshop %s --schedule \"%s\"%n", command, found.schedule());
    }
  }

  /**
   * Lets one schedule happen, and tells what came of it. True if nothing goes wrong.
   *
   * @throws UsageException if it cannot happen to this workflow
   */
  boolean tell(Schedule schedule) {
    Outcome outcome = Explorer.run(candidate, schedule);
    context.out().println(Timeline.of(outcome));
    context.out().println();
    if (!outcome.isStuck() && outcome.impossible().isPresent()) {
      throw new UsageException(
          "This schedule cannot happen to %s, %s: %s."
              .formatted(candidate.name(), whose, outcome.impossible().get()),
          1);
    }
    Optional<String> violation = Explorer.violation(candidate, outcome);
    context.out().println(violation.map(wrong -> "✗ " + wrong).orElse("✓ Nothing goes wrong."));
    if (!outcome.schedule().equals(schedule)) {
      context.out().println("To its end the schedule is:  " + outcome.schedule());
    }
    return violation.isEmpty();
  }
}
