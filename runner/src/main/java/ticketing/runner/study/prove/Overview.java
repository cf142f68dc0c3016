package ticketing.runner.study.prove;

import java.util.ArrayList;
import java.util.List;
import ticketing.runner.run.code.Candidates;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.UsageException;
import ticketing.testkit.explorer.Candidate;
import ticketing.testkit.explorer.Explorer;
import ticketing.testkit.explorer.Findings;
import ticketing.testkit.explorer.Findings.Count;

/** All stages in a table: how many schedules there are, how many go wrong, and the shortest. */
final class Overview {
  private static final String NAME = "%-28s";
  private static final String COUNTS = NAME + "%10s%7s%12s%7s%12s%7s%10s";

  private final CommandContext context;
  private final Workshop workshop;
  private final boolean mine;
  private final int faults;
  private final List<String> rows = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private boolean complete = true;

  Overview(CommandContext context, Workshop workshop, boolean mine, int faults) {
    this.context = context;
    this.workshop = workshop;
    this.mine = mine;
    this.faults = faults;
  }

  /** Explores and prints. True if everything was explored. */
  boolean print() {
    for (Stage stage : workshop.stages()) {
      if (mine && stage.edited().isEmpty()) {
        rows.add((NAME + " is as it was given to you: nothing to prove yet").formatted(stage));
      } else {
        explore(stage);
      }
    }
    context
        .out()
        .printf(
            (NAME + "%17s%19s%19s%n"), "", "inside the terms", "inside or outside", "disturbed");
    context
        .out()
        .printf(
            COUNTS + "%n",
            "",
            "schedules",
            "wrong",
            "schedules",
            "wrong",
            "schedules",
            "wrong",
            "time");
    rows.forEach(context.out()::println);
    context
        .out()
        .printf(
            """

        At most %s in a schedule. Inside: the ticket system keeps to its terms of service.
        Disturbed: at most %s, and a cancel, a worker that dies, an order placed twice, or (where a
        child does the work) a parent that is terminated.
        """,
            Proof.faults(faults), Proof.faults(scope().faultsWithADisturbance()));
    notes.forEach(context.out()::println);
    return complete;
  }

  private Explorer.Scope scope() {
    return new Explorer.Scope(faults, true);
  }

  private void explore(Stage stage) {
    long begin = System.nanoTime();
    Candidate candidate;
    try {
      candidate = Candidates.in(mine ? stage.exercise() : stage.solution());
    } catch (UsageException e) {
      complete = false;
      rows.add((NAME + " cannot be run").formatted(stage));
      notes.add("%n%s: %s".formatted(stage, e.getMessage()));
      return;
    }
    Tally tally = new Tally(context, stage.name());
    Findings findings =
        new Explorer(candidate, scope())
            .explore(
                soFar -> {
                  tally.show(soFar.count());
                  return true;
                });
    tally.clear();
    rows.add(row(stage, findings, (System.nanoTime() - begin) / 1e9));
    findings
        .counterexampleInside()
        .or(findings::counterexample)
        .ifPresent(
            found ->
                notes.add(
                    "%n%s breaks%s under \"%s\":%n  %s"
                        .formatted(
                            stage,
                            found.schedule().isOutside() ? ", but only outside the terms," : "",
                            found.schedule(),
                            found.violation())));
    findings
        .unfinished()
        .ifPresent(
            why -> {
              complete = false;
              notes.add("%n%s: not everything is explored. %s".formatted(stage, why));
            });
  }

  private String row(Stage stage, Findings findings, double seconds) {
    Count inside = findings.inside(faults);
    Count all = findings.insideAndOutside(faults);
    Count disturbed = findings.disturbed();
    return COUNTS.formatted(
        stage,
        inside.all(),
        inside.wrong(),
        all.all(),
        all.wrong(),
        disturbed.all(),
        disturbed.wrong(),
        "%.1f s".formatted(seconds));
  }
}
