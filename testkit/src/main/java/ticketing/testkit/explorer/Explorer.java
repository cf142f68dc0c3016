package ticketing.testkit.explorer;

import java.util.ArrayList;
import java.util.Comparator;
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
public record Explorer(StrategyUnderTest underTest, Scope scope) {
  /** D and L in the usual world. */
  public static final TimingGuarantees TIMING = World.USUAL.timing();

  /** The most schedules. A workflow with few calls has far fewer, even with 4 faults. */
  private static final int MAX_SCHEDULES = 5_000;

  /** A schedule, and the outcome that it will have. */
  private record Run(Schedule schedule, Future<Outcome> outcome) {}

  /**
   * Runs the exploration, with several schedules at the same time, until the predicate, which is
   * called after each schedule with the result so far, is false.
   */
  public ExplorationResult explore(Predicate<ExplorationResult> shouldContinue) {
    ExplorationResult result = new ExplorationResult();
    List<Run> level =
        submit(
            scope.worlds().stream().map(world -> new Schedule(world, List.of())).toList(), result);
    while (!level.isEmpty()) {
      // Schedules with fewer faults and interruptions generate those with more, which run at once.
      List<Run> next = new ArrayList<>();
      for (Run run : level) {
        // Do not cancel running schedules: the test services of their threads would be lost.
        Outcome outcome = await(run.outcome());
        if (!result.isOver()) {
          List<Schedule> more = check(run.schedule(), outcome, result);
          if (result.count() + next.size() + more.size() > MAX_SCHEDULES) {
            result.tooMany(MAX_SCHEDULES);
          }
          if (!shouldContinue.test(result)) {
            result.stop();
          }
          next.addAll(submit(more, result));
        }
      }
      // Of schedules with the same number of faults, those of the base alphabet come first.
      next.sort(Comparator.comparing(run -> !run.schedule().isBasic()));
      level = next;
    }
    return result;
  }

  private List<Run> submit(List<Schedule> schedules, ExplorationResult result) {
    return schedules.stream()
        .map(each -> new Run(each, ScheduleRunner.submit(underTest, each, result::isOver)))
        .toList();
  }

  /** Adds this outcome to the result. Returns the schedules that it generates. */
  private List<Schedule> check(Schedule schedule, Outcome outcome, ExplorationResult result) {
    boolean follows = outcome.followsSchedule();
    result.add(schedule, outcome, follows ? violation(underTest, outcome) : Optional.empty());
    return follows ? next(schedule, outcome) : List.of();
  }

  /** Returns the schedules with one more fault or interruption after this one's last step. */
  private List<Schedule> next(Schedule schedule, Outcome outcome) {
    return outcome.options().stream()
        .filter(option -> option.isAfter(schedule.steps().size()))
        .map(option -> outcome.schedule().prefixWith(option.at(), option.step()))
        .filter(scope::allows)
        .filter(more -> underTest.hasChild() || !more.interruption().needsChild())
        .toList();
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
    return new InvariantChecker(outcome.schedule().world(), underTest.idempotent())
        .violation(outcome);
  }
}
