package ticketing.testkit.explorer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import ticketing.system.TimingGuarantees;

/**
 * Explores what can happen to an order: every schedule of faults, and every single interruption
 * with fewer faults. Those without an interruption come first, and those with fewer faults, so that
 * the first counterexample is a simplest one.
 *
 * <p>A schedule is run to the end of the order, without faults after its last step. Each fault or
 * interruption that was possible after that step makes a schedule with one more. So each schedule
 * comes up exactly once: from the one that lacks its last fault or interruption.
 */
public final class Explorer {
  /** Long, so that a wait of only some seconds is caught. Skipped time costs nothing. */
  public static final TimingGuarantees TIMING =
      new TimingGuarantees(Duration.ofMinutes(10), Duration.ofMinutes(4));

  /** A workflow that makes few calls has far fewer, even with four faults. */
  private static final int MAX_SCHEDULES = 5_000;

  /** An interruption, which can come anywhere, makes as many schedules as so many faults. */
  private static final int FAULTS_FOR_AN_INTERRUPTION = 2;

  private final StrategyUnderTest underTest;
  private final Scope scope;

  /**
   * How far to go.
   *
   * @param faults the most faults in a schedule without an interruption
   * @param outside whether the ticket system may break its timing guarantees there
   */
  public record Scope(int faults, boolean outside) {

    /** Returns the most faults in a schedule with an interruption: fewer, but at least 1. */
    public int faultsWithInterruption() {
      return Math.max(1, faults - FAULTS_FOR_AN_INTERRUPTION);
    }

    private boolean allows(Schedule schedule) {
      return switch (schedule.interruptions()) {
        case 0 -> schedule.faults() <= faults && (outside || !schedule.isOutside());
        case 1 -> schedule.faults() <= faultsWithInterruption() && !schedule.isOutside();
        default -> false;
      };
    }
  }

  /** Explores this strategy's workflow. */
  public Explorer(StrategyUnderTest underTest, Scope scope) {
    this.underTest = underTest;
    this.scope = scope;
  }

  /**
   * Explores, several schedules at once.
   *
   * @param goOn is asked after each schedule, with the result so far; false ends the exploration
   */
  public ExplorationResult explore(Predicate<ExplorationResult> goOn) {
    ExplorationResult result = new ExplorationResult();
    List<Schedule> interrupted = new ArrayList<>();
    List<Schedule> level = List.of(Schedule.NO_FAULTS);
    while (!level.isEmpty()) {
      List<Schedule> next = exploreLevel(level, result, goOn);
      interrupted.addAll(next.stream().filter(each -> each.interruptions() > 0).toList());
      level = next.stream().filter(each -> each.interruptions() == 0).toList();
    }
    // Those with fewer faults lead to those with more.
    for (int faults = 0; faults <= scope.faultsWithInterruption(); faults++) {
      int ofThisLevel = faults;
      level = interrupted.stream().filter(each -> each.faults() == ofThisLevel).toList();
      interrupted.addAll(exploreLevel(level, result, goOn));
    }
    return result;
  }

  /** Runs these schedules. Returns those that they lead to; none if the exploration is over. */
  private List<Schedule> exploreLevel(
      List<Schedule> level, ExplorationResult result, Predicate<ExplorationResult> goOn) {
    if (result.isOver()) {
      return List.of();
    }
    List<Schedule> next = new ArrayList<>();
    List<Future<Outcome>> running =
        level.stream()
            .map(schedule -> ScheduleRunner.submit(underTest, schedule, result::isOver))
            .toList();
    for (int i = 0; i < level.size() && !result.isOver(); i++) {
      Outcome outcome = await(running.get(i));
      result.add(level.get(i), outcome, violation(underTest, outcome));
      next.addAll(next(level.get(i), outcome));
      if (result.count() + next.size() > MAX_SCHEDULES) {
        result.tooMany(MAX_SCHEDULES);
      }
      if (!goOn.test(result)) {
        result.stop();
      }
    }
    // Do not cancel those that have begun: their threads' test services would be lost.
    running.forEach(Explorer::await);
    return next;
  }

  /** Returns the schedules with one fault or interruption more than this, after its last step. */
  private List<Schedule> next(Schedule schedule, Outcome outcome) {
    List<Schedule> next = new ArrayList<>();
    Schedule whole = outcome.schedule();
    int begin = schedule.steps().size();
    int end = whole.steps().size();
    if (begin == 0) {
      next.addAll(interrupted(whole, 0, StepKind.RESERVATION));
    }
    for (int i = Math.max(0, begin - 1); i < end; i++) {
      Step step = whole.steps().get(i);
      if (i >= begin) {
        for (StepKind kind : outcome.takenSteps().get(i).possible()) {
          if (kind != step.kind()) {
            next.add(whole.firstAnd(i, Step.of(kind)));
          }
        }
      }
      if (step.kind().isCall() && !step.isInterrupted()) {
        next.addAll(interrupted(whole, i, step.kind()));
      }
      if (outcome.settled().contains(i)) {
        next.addAll(interrupted(whole, i + 1, StepKind.SETTLE));
      }
    }
    next.addAll(interrupted(whole, end, StepKind.END));
    // A terminated workflow cannot settle; only a child goes on.
    next.removeIf(
        more -> !scope.allows(more) || more.has(Interruption.TERMINATE) && !underTest.hasChild());
    return next;
  }

  private static List<Schedule> interrupted(Schedule whole, int count, StepKind kind) {
    return Step.interrupted(kind).stream().map(step -> whole.firstAnd(count, step)).toList();
  }

  /** Runs one schedule. */
  public static Outcome run(StrategyUnderTest underTest, Schedule schedule) {
    return await(ScheduleRunner.submit(underTest, schedule, () -> false));
  }

  /**
   * Runs the schedule of this text.
   *
   * @throws IllegalArgumentException if it is no schedule, or does not apply to this workflow
   */
  public static Outcome run(StrategyUnderTest underTest, String schedule) {
    Outcome outcome = run(underTest, Schedule.parse(schedule));
    if (outcome.mismatch().isPresent()) {
      throw new IllegalArgumentException(
          "This schedule does not apply: " + outcome.mismatch().get() + ".");
    }
    return outcome;
  }

  private static Outcome await(Future<Outcome> outcome) {
    try {
      return outcome.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("The explorer failed", e);
    }
  }

  /** Returns which invariant an outcome breaks, in a sentence; empty if none. */
  public static Optional<String> violation(StrategyUnderTest underTest, Outcome outcome) {
    return new InvariantChecker(TIMING, underTest.idempotent()).violation(outcome);
  }
}
