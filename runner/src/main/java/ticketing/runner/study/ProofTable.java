package ticketing.runner.study;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import ticketing.runner.run.code.Strategies;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.UsageException;
import ticketing.testkit.explorer.ExplorationResult;
import ticketing.testkit.explorer.ExplorationResult.Count;
import ticketing.testkit.explorer.Explorer;
import ticketing.testkit.explorer.StrategyUnderTest;

/** Prints a table of all exercises: how many schedules were tried, and how many break them. */
final class ProofTable {
  private static final String ROW = "%-28s%10s%7s%12s%7s%12s%7s%10s%n";

  private final CommandContext context;
  private final boolean mine;
  private final Explorer.Scope scope;
  private final StringBuilder rows = new StringBuilder();
  private final List<String> notes = new ArrayList<>();
  private boolean complete = true;

  ProofTable(CommandContext context, boolean mine, Explorer.Scope scope) {
    this.context = context;
    this.mine = mine;
    this.scope = scope.beyondGuarantees();
  }

  /** Explores and prints. Returns whether every schedule was tried. */
  boolean print(Workshop workshop) {
    workshop.stages().forEach(this::explore);
    PrintStream out = context.out();
    out.printf("%-28s%17s%19s%19s%n", "", "within D and L", "within or beyond", "more than faults");
    out.printf(ROW, "", "schedules", "wrong", "schedules", "wrong", "schedules", "wrong", "time");
    out.print(rows);
    out.printf(
        """

        At most %s in a schedule. Within: the ticket system keeps its limits D and L.
        More: beside at most %s, an interruption (a cancellation, a killed worker, an order placed
        twice, a terminated parent), an expired token, a long outage, or other limits D and L.
        """,
        Proof.faults(scope.faults()), Proof.faults(scope.interruptedFaults()));
    notes.forEach(note -> out.printf("%n%s%n", note));
    return complete;
  }

  private void explore(Stage stage) {
    if (mine && stage.edited().isEmpty()) {
      rows.append("%-28s is unchanged: there is nothing to run yet%n".formatted(stage));
      return;
    }
    long start = System.nanoTime();
    StrategyUnderTest underTest;
    try {
      underTest = Strategies.compiledIn(mine ? stage.exercise() : stage.solution());
    } catch (UsageException e) {
      complete = false;
      rows.append("%-28s cannot be run%n".formatted(stage));
      notes.add(stage + ": " + e.getMessage());
      return;
    }
    ExplorationResult findings = Proof.explore(context, underTest, scope, true);
    Count within = findings.inside(scope.faults());
    Count all = findings.insideAndOutside(scope.faults());
    Count more = findings.moreThanFaults();
    rows.append(
        ROW.formatted(
            stage,
            within.all(),
            within.wrong(),
            all.all(),
            all.wrong(),
            more.all(),
            more.wrong(),
            "%.1f s".formatted((System.nanoTime() - start) / 1e9)));
    findings
        .counterexampleInside()
        .or(findings::counterexample)
        .ifPresent(
            found ->
                notes.add(
                    "%s breaks%s under \"%s\":%n  %s"
                        .formatted(
                            stage,
                            found.schedule().isOutside() ? ", but only beyond D or L," : "",
                            found.schedule(),
                            found.violation())));
    findings
        .unfinished()
        .ifPresent(
            why -> {
              complete = false;
              notes.add("%s: not every schedule was tried. %s".formatted(stage, why));
            });
  }
}
