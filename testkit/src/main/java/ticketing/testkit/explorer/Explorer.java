package ticketing.testkit.explorer;

import io.temporal.common.WorkflowExecutionHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import ticketing.system.TimingGuarantees;

/**
 * Explores what can happen to an order: every schedule of faults, and every single disturbance
 * together with fewer of them. Those without a disturbance come first, and those with fewer faults,
 * so that the first counterexample is a simplest one.
 *
 * <p>A schedule is run to its end, where nothing goes wrong any more after its last step. What
 * could have gone wrong there, or been disturbed, makes the schedules with one fault or disturbance
 * more. So each comes up exactly once: from the one that lacks its last.
 */
public final class Explorer {
  /**
   * Long ones, so that a number of seconds of somebody's own is seen for what it is. Skipped time
   * costs nothing.
   */
  public static final TimingGuarantees TIMING =
      new TimingGuarantees(Duration.ofMinutes(10), Duration.ofMinutes(4));

  /** A workflow of ordinary calls has far fewer, also with four faults. */
  private static final int MOST_SCHEDULES = 5_000;

  /** A disturbance, which can come anywhere, makes as many schedules as some faults. */
  private static final int FAULTS_FOR_A_DISTURBANCE = 2;

  private final StrategyUnderTest candidate;
  private final Scope scope;

  /**
   * How far to go.
   *
   * @param faults at most so many faults in a schedule without a disturbance
   * @param outside whether there the ticket system may break its timing guarantees too
   */
  public record Scope(int faults, boolean outside) {

    /** At most so many faults in a schedule with a disturbance: fewer, but 1 in any case. */
    public int faultsWithADisturbance() {
      return Math.max(1, faults - FAULTS_FOR_A_DISTURBANCE);
    }

    private boolean allows(Schedule schedule) {
      return switch (schedule.disturbances()) {
        case 0 -> schedule.faults() <= faults && (outside || !schedule.isOutside());
        case 1 -> schedule.faults() <= faultsWithADisturbance() && !schedule.isOutside();
        default -> false;
      };
    }
  }

  /** Explores this candidate's workflow. */
  public Explorer(StrategyUnderTest candidate, Scope scope) {
    this.candidate = candidate;
    this.scope = scope;
  }

  /**
   * Explores, several schedules at once.
   *
   * @param goOn is asked after each schedule, with the findings so far; false ends the exploration
   */
  public ExplorationResult explore(Predicate<ExplorationResult> goOn) {
    ExplorationResult findings = new ExplorationResult();
    List<Schedule> disturbed = new ArrayList<>();
    List<Schedule> level = List.of(Schedule.NO_FAULTS);
    while (!level.isEmpty()) {
      List<Schedule> next = exploreLevel(level, findings, goOn);
      disturbed.addAll(next.stream().filter(each -> each.disturbances() > 0).toList());
      level = next.stream().filter(each -> each.disturbances() == 0).toList();
    }
    // Those with fewer faults make others with more.
    for (int faults = 0; faults <= scope.faultsWithADisturbance(); faults++) {
      int ofThisLevel = faults;
      level = disturbed.stream().filter(each -> each.faults() == ofThisLevel).toList();
      disturbed.addAll(exploreLevel(level, findings, goOn));
    }
    return findings;
  }

  /** Runs these schedules. Returns those that they lead to; none if the exploration ends. */
  private List<Schedule> exploreLevel(
      List<Schedule> level, ExplorationResult findings, Predicate<ExplorationResult> goOn) {
    if (findings.isOver()) {
      return List.of();
    }
    List<Schedule> next = new ArrayList<>();
    AtomicBoolean over = new AtomicBoolean();
    List<Future<Outcome>> running =
        level.stream().map(schedule -> submit(() -> over.get() ? null : run(schedule))).toList();
    for (int i = 0; i < level.size() && !over.get(); i++) {
      Outcome outcome = await(running.get(i));
      findings.add(level.get(i), outcome, violation(candidate, outcome));
      next.addAll(next(level.get(i), outcome));
      if (findings.count() + next.size() > MOST_SCHEDULES) {
        findings.tooMany(MOST_SCHEDULES);
      }
      if (!goOn.test(findings)) {
        findings.stop();
      }
      over.set(findings.isOver());
    }
    // Those that have begun go on to their end: nobody may interrupt a lane.
    running.forEach(Explorer::await);
    return next;
  }

  private Outcome run(Schedule schedule) {
    return Lane.ofThisThread().run(candidate, schedule);
  }

  /** Runs one schedule. */
  public static Outcome run(StrategyUnderTest candidate, Schedule schedule) {
    return await(submit(() -> Lane.ofThisThread().run(candidate, schedule)));
  }

  private static Future<Outcome> submit(Callable<Outcome> run) {
    return Lane.lanes().submit(run);
  }

  /**
   * What is wrong when this schedule happens to this workflow; empty if nothing is.
   *
   * @throws IllegalArgumentException if it is no schedule, or cannot happen to it
   */
  public static Optional<String> violation(StrategyUnderTest candidate, String schedule) {
    return violation(candidate, possible(candidate, schedule));
  }

  /**
   * The histories that Temporal has recorded when this schedule has happened to this workflow: of
   * every run, and of its child workflows.
   *
   * @throws IllegalArgumentException if it is no schedule, or cannot happen to it
   */
  public static List<WorkflowExecutionHistory> histories(
      StrategyUnderTest candidate, String schedule) {
    return possible(candidate, schedule).evidence().histories();
  }

  /**
   * What happens, moment by moment, when this schedule happens to this workflow.
   *
   * @throws IllegalArgumentException if it is no schedule, or cannot happen to it
   */
  public static List<TimelineEntry> moments(StrategyUnderTest candidate, String schedule) {
    List<Outcome.Line> lines = possible(candidate, schedule).timeline();
    Instant begin = lines.get(0).at();
    return lines.stream()
        .map(line -> new TimelineEntry(Duration.between(begin, line.at()), line.text()))
        .toList();
  }

  private static Outcome possible(StrategyUnderTest candidate, String schedule) {
    Outcome outcome = run(candidate, Schedule.parse(schedule));
    outcome
        .impossible()
        .ifPresent(
            why -> {
              throw new IllegalArgumentException("This schedule cannot happen: " + why + ".");
            });
    return outcome;
  }

  private static Outcome await(Future<Outcome> outcome) {
    try {
      return outcome.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("The explorer failed", e);
    }
  }

  /** What is wrong with an outcome, in a sentence; empty if nothing is. */
  public static Optional<String> violation(StrategyUnderTest candidate, Outcome outcome) {
    return new InvariantChecker(TIMING, candidate.idempotent()).violation(outcome);
  }

  /** The schedules that have one fault or disturbance more than this one, after its last step. */
  private List<Schedule> next(Schedule schedule, Outcome outcome) {
    List<Schedule> next = new ArrayList<>();
    Schedule whole = outcome.schedule();
    int begin = schedule.steps().size();
    if (begin == 0) {
      Step.disturbancesAt(StepKind.RESERVATION)
          .forEach(what -> next.add(whole.firstAnd(0, new Step(StepKind.RESERVATION, what))));
    }
    for (int i = Math.max(0, begin - 1); i < whole.steps().size(); i++) {
      Step step = whole.steps().get(i);
      if (i >= begin) {
        for (StepKind word : outcome.happened().get(i).possible()) {
          if (word != step.word()) {
            next.add(whole.firstAnd(i, Step.of(word)));
          }
        }
      }
      if (step.word().isCall() && !step.isDisturbed()) {
        for (Interruption what : Step.disturbancesAt(step.word())) {
          next.add(whole.firstAnd(i, new Step(step.word(), what)));
        }
      }
      if (outcome.settled().contains(i)) {
        for (Interruption what : Step.disturbancesAt(StepKind.SETTLE)) {
          next.add(whole.firstAnd(i + 1, new Step(StepKind.SETTLE, what)));
        }
      }
    }
    for (Interruption what : Step.disturbancesAt(StepKind.END)) {
      next.add(whole.firstAnd(whole.steps().size(), new Step(StepKind.END, what)));
    }
    // What is terminated cannot settle; only a child goes on.
    next.removeIf(
        more -> !scope.allows(more) || more.has(Interruption.TERMINATE) && !candidate.hasChild());
    return next;
  }
}
