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
 * Explores everything that can happen to an order: every schedule of faults, and every single
 * interruption with fewer faults. Schedules without an interruption and with fewer faults come
 * first, so the first counterexample is one of the simplest.
 *
 * <p>The explorer runs a schedule to the end of the order, without faults after the last step. Each
 * fault or interruption that was possible after that step gives a new schedule with one more fault
 * or interruption. So each schedule is generated exactly once: from the schedule without its last
 * fault or interruption.
 */
public final class Explorer {
  /** Long times, so that a wait of only a few seconds is too short. Skipped time is free. */
  public static final TimingGuarantees TIMING =
      new TimingGuarantees(Duration.ofMinutes(10), Duration.ofMinutes(4));

  /**
   * The maximum number of schedules. A workflow with few calls has far fewer, even with 4 faults.
   */
  private static final int MAX_SCHEDULES = 5_000;

  /**
   * An interruption, which can happen anywhere, adds about as many schedules as this many faults.
   */
  private static final int FAULTS_FOR_AN_INTERRUPTION = 2;

  private final StrategyUnderTest underTest;
  private final Scope scope;

  /**
   * The limits of an exploration.
   *
   * @param faults the maximum number of faults in a schedule without an interruption
   * @param outside whether the ticket system may break its timing guarantees there
   */
  public record Scope(int faults, boolean outside) {

    /**
     * Returns the maximum number of faults in a schedule with an interruption: fewer, but at least
     * 1.
     */
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

  /** Creates an explorer for this strategy's workflow. */
  public Explorer(StrategyUnderTest underTest, Scope scope) {
    this.underTest = underTest;
    this.scope = scope;
  }

  /**
   * Runs the exploration, with several schedules at the same time.
   *
   * @param shouldContinue is called after each schedule with the result so far; false ends the
   *     exploration
   */
  public ExplorationResult explore(Predicate<ExplorationResult> shouldContinue) {
    ExplorationResult result = new ExplorationResult();
    List<Schedule> interrupted = new ArrayList<>();
    List<Schedule> level = List.of(Schedule.NO_FAULTS);
    while (!level.isEmpty()) {
      List<Schedule> next = exploreLevel(level, result, shouldContinue);
      interrupted.addAll(next.stream().filter(each -> each.interruptions() > 0).toList());
      level = next.stream().filter(each -> each.interruptions() == 0).toList();
    }
    // Schedules with fewer faults generate those with more.
    for (int faults = 0; faults <= scope.faultsWithInterruption(); faults++) {
      int faultsOfLevel = faults;
      level = interrupted.stream().filter(each -> each.faults() == faultsOfLevel).toList();
      interrupted.addAll(exploreLevel(level, result, shouldContinue));
    }
    return result;
  }

  /**
   * Runs these schedules. Returns the schedules that they generate; none if the exploration is
   * over.
   */
  private List<Schedule> exploreLevel(
      List<Schedule> level, ExplorationResult result, Predicate<ExplorationResult> shouldContinue) {
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
      if (!shouldContinue.test(result)) {
        result.stop();
      }
    }
    // Do not cancel running schedules: the test services of their threads would be lost.
    running.forEach(Explorer::await);
    return next;
  }

  /**
   * Returns the schedules with one more fault or interruption after the last step of this schedule.
   */
  private List<Schedule> next(Schedule schedule, Outcome outcome) {
    List<Schedule> next = new ArrayList<>();
    Schedule whole = outcome.schedule();
    int start = schedule.steps().size();
    int end = whole.steps().size();
    if (start == 0) {
      next.addAll(interrupted(whole, 0, StepKind.RESERVATION));
    }
    for (int i = Math.max(0, start - 1); i < end; i++) {
      Step step = whole.steps().get(i);
      if (i >= start) {
        for (StepKind kind : outcome.takenSteps().get(i).possible()) {
          if (kind != step.kind()) {
            next.add(whole.prefixWith(i, Step.of(kind)));
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
    // A terminated workflow cannot settle; only its child continues.
    next.removeIf(
        more -> !scope.allows(more) || more.has(Interruption.TERMINATE) && !underTest.hasChild());
    return next;
  }

  private static List<Schedule> interrupted(Schedule whole, int count, StepKind kind) {
    return Step.interrupted(kind).stream().map(step -> whole.prefixWith(count, step)).toList();
  }

  /** Runs one schedule. */
  public static Outcome run(StrategyUnderTest underTest, Schedule schedule) {
    return await(ScheduleRunner.submit(underTest, schedule, () -> false));
  }

  /**
   * Runs the schedule with this text.
   *
   * @throws IllegalArgumentException if the text is not a schedule, or does not apply to this
   *     workflow
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

  /** Returns the invariant that an outcome breaks, as a sentence; empty if there is none. */
  public static Optional<String> violation(StrategyUnderTest underTest, Outcome outcome) {
    return new InvariantChecker(TIMING, underTest.idempotent()).violation(outcome);
  }
}
