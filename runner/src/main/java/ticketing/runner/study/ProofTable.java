package ticketing.runner.study;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import ticketing.runner.run.code.Strategies;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.UsageException;
import ticketing.testkit.explorer.ExplorationResult;
import ticketing.testkit.explorer.ExplorationResult.Count;
import ticketing.testkit.explorer.Scope;
import ticketing.testkit.explorer.StrategyUnderTest;

/** Prints a table of all exercises: how many schedules were tried, and how many break them. */
record ProofTable(CommandContext context, boolean mine, Scope scope) {
  private static final String ROW = "%-28s%10s%7s%12s%7s%12s%7s%10s%n";

  /** Explores and prints. Returns whether every schedule was tried. */
  boolean print(Workshop workshop) {
    List<String> broken = new ArrayList<>();
    List<String> untried = new ArrayList<>();
    List<String> rows =
        workshop.stages().stream().map(stage -> row(stage, broken, untried)).toList();
    context.print(
        "%-28s%17s%19s%19s%n", "", "within D and L", "within or beyond", "more than faults");
    context.print(
        ROW, "", "schedules", "wrong", "schedules", "wrong", "schedules", "wrong", "time");
    rows.forEach(context.out()::print);
    context.print(
        """

        At most %s in a schedule. Within: the ticket system keeps its limits D and L.
        More: beside at most %s, an interruption (a cancellation, a killed worker, an order placed
        twice, a terminated parent), an expired token, a long outage, or other limits D and L.
        """,
        Proof.faults(scope.faults()), Proof.faults(scope.interruptedFaults()));
    Stream.concat(broken.stream(), untried.stream()).forEach(note -> context.print("%n%s%n", note));
    return untried.isEmpty();
  }

  private String row(Stage stage, List<String> broken, List<String> untried) {
    if (mine && stage.edited().isEmpty()) {
      return "%-28s is unchanged: there is nothing to run yet%n".formatted(stage);
    }
    long start = System.nanoTime();
    StrategyUnderTest underTest;
    try {
      underTest = Strategies.compiled(stage, mine);
    } catch (UsageException e) {
      untried.add(stage + ": " + e.getMessage());
      return "%-28s cannot be run%n".formatted(stage);
    }
    ExplorationResult findings = Proof.explore(context, underTest, scope, true);
    findings
        .counterexampleInside()
        .or(findings::counterexample)
        .ifPresent(
            found ->
                broken.add(
                    "%s breaks%s under \"%s\":%n  %s"
                        .formatted(
                            stage,
                            found.schedule().isOutside() ? ", but only beyond D or L," : "",
                            found.schedule(),
                            found.violation())));
    findings
        .unfinished()
        .ifPresent(why -> untried.add(stage + ": not every schedule was tried. " + why));
    Count within = findings.withFaults(scope.faults(), false);
    Count all = findings.withFaults(scope.faults(), true);
    Count more = findings.moreThanFaults();
    return ROW.formatted(
        stage,
        within.all(),
        within.wrong(),
        all.all(),
        all.wrong(),
        more.all(),
        more.wrong(),
        "%.1f s".formatted((System.nanoTime() - start) / 1e9));
  }
}
