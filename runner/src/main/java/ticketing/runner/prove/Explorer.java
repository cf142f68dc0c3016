package ticketing.runner.prove;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import ticketing.runner.Candidate;
import ticketing.system.Ledger;
import ticketing.system.TermsOfService;
import ticketing.testkit.TemporaryFolder;
import ticketing.testkit.TestTemporal;

/**
 * Explores what can happen to an order: every schedule of faults, and every single disturbance
 * together with at most one fault. Those with fewer faults come first, so that the first
 * counterexample is a shortest one.
 *
 * <p>A schedule is run to its end, where nothing goes wrong any more after its last step. What
 * could have gone wrong there, or been disturbed, makes the schedules with one fault or disturbance
 * more. So each comes up exactly once: from the one that lacks its last.
 */
final class Explorer {
  /**
   * Long ones, so that a number of seconds of somebody's own is seen for what it is. Skipped time
   * costs nothing.
   */
  static final TermsOfService TERMS =
      new TermsOfService(Duration.ofMinutes(10), Duration.ofMinutes(4));

  /** A workflow of ordinary calls has far fewer, also with four faults. */
  private static final int MOST_SCHEDULES = 5_000;

  private static final AtomicInteger ORDERS = new AtomicInteger();

  private final Candidate candidate;
  private final Scope scope;
  private final Judge judge = new Judge(TERMS);
  private final Path database = TemporaryFolder.create("workshop-prove");
  private TestTemporal temporal = TestTemporal.withoutCache();

  /**
   * How far to go.
   *
   * @param faults at most so many faults in a schedule without a disturbance
   * @param outside whether the ticket system may break its terms of service
   * @param disturbed whether to explore disturbances too, with at most one fault each
   */
  record Scope(int faults, boolean outside, boolean disturbed) {

    private boolean allows(int faultsUsed, int disturbancesUsed) {
      return disturbancesUsed == 0
          ? faultsUsed <= faults
          : disturbed && disturbancesUsed == 1 && faultsUsed <= Math.min(1, faults);
    }
  }

  /** Explores this candidate's workflow. */
  Explorer(Candidate candidate, Scope scope) {
    this.candidate = candidate;
    this.scope = scope;
  }

  /**
   * Explores.
   *
   * @param progress is told the findings so far, after each schedule
   */
  Findings explore(Consumer<Findings> progress) {
    Findings findings = new Findings();
    Queue<Schedule> waiting = new ArrayDeque<>(List.of(Schedule.NO_FAULTS));
    while (!waiting.isEmpty()) {
      Schedule schedule = waiting.remove();
      long t = System.nanoTime();
      Outcome outcome = run(schedule);
      System.err.printf("%5.0f %s -> %s %s%n", (System.nanoTime()-t)/1e6, schedule, outcome.schedule(), violation(outcome));
      findings.add(schedule, outcome, violation(outcome));
      progress.accept(findings);
      if (findings.unfinished().isPresent()) {
        return findings;
      }
      waiting.addAll(next(schedule, outcome));
      if (findings.count() + waiting.size() > MOST_SCHEDULES) {
        return findings.tooMany(MOST_SCHEDULES);
      }
    }
    return findings;
  }

  /** Runs one schedule; one that begins outside the assumptions may go on there. */
  Outcome run(Schedule schedule) {
    SchedulePlan plan = new SchedulePlan(schedule, scope.outside());
    Outcome outcome =
        new ScheduledOrder(
                candidate,
                temporal,
                TERMS,
                new Ledger(database, temporal.clock()),
                "order-" + ORDERS.incrementAndGet(),
                plan)
            .run();
    if (outcome.evidence().leftOpen()) {
      temporal = TestTemporal.withoutCache();
    }
    return outcome;
  }

  /** What is wrong with an outcome, in a sentence; empty if nothing is. */
  Optional<String> violation(Outcome outcome) {
    return judge.violation(outcome);
  }

  /** The schedules that have one fault or disturbance more than this one, after its last step. */
  private List<Schedule> next(Schedule schedule, Outcome outcome) {
    List<Schedule> next = new ArrayList<>();
    Schedule whole = outcome.schedule();
    int begin = schedule.steps().size();
    if (begin == 0) {
      Step.disturbancesAt(Word.RESERVATION)
          .forEach(what -> next.add(whole.firstAnd(0, new Step(Word.RESERVATION, what))));
    }
    for (int i = Math.max(0, begin - 1); i < whole.steps().size(); i++) {
      Step step = whole.steps().get(i);
      if (i >= begin) {
        for (Word word : outcome.happened().get(i).possible()) {
          if (word != step.word()) {
            next.add(whole.firstAnd(i, Step.of(word)));
          }
        }
      }
      if (step.word().isCall() && !step.isDisturbed()) {
        for (Disturbance what : Step.disturbancesAt(step.word())) {
          next.add(whole.firstAnd(i, new Step(step.word(), what)));
        }
      }
      if (outcome.settled().contains(i)) {
        for (Disturbance what : Step.disturbancesAt(Word.SETTLE)) {
          next.add(whole.firstAnd(i + 1, new Step(Word.SETTLE, what)));
        }
      }
    }
    for (Disturbance what : Step.disturbancesAt(Word.END)) {
      next.add(whole.firstAnd(whole.steps().size(), new Step(Word.END, what)));
    }
    next.removeIf(more -> !scope.allows(more.faults(), more.disturbances()));
    return next;
  }
}
