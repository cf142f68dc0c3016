package ticketing.testkit.explorer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
  /** D and L in the usual world. */
  public static final TimingGuarantees TIMING = World.USUAL.timing();

  private static final int FAULTS_IN_OTHER_WORLDS = 2;

  private static final int FAULTS_BEFORE_CONTINUING = 1;

  private static final Set<StepKind> FAULTS_OF_TIME =
      EnumSet.of(StepKind.BEFORE, StepKind.AFTER, StepKind.LATE, StepKind.STALE);

  /**
   * The maximum number of schedules. A workflow with few calls has far fewer, even with 4 faults.
   */
  private static final int MAX_SCHEDULES = 5_000;

  /**
   * An interruption, which can happen anywhere, adds about as many schedules as this many faults.
   */
  private static final int FAULTS_FOR_AN_INTERRUPTION = 2;

  /** The number of faults that "proof" explores. */
  public static final int DEFAULT_FAULTS = 3;

  private final StrategyUnderTest underTest;
  private final Scope scope;

  /**
   * What an exploration covers.
   *
   * @param faults the maximum number of faults in a schedule without an interruption
   * @param interruptedFaults the maximum number of faults in a schedule with an interruption
   * @param outside whether the ticket system may break its timing guarantees, in a schedule without
   *     an interruption
   * @param interruptions the interruptions; a schedule has at most one
   * @param special whether to explore, besides the base alphabet, long outages, expired tokens, and
   *     unknown orders
   * @param worlds the values of D and L
   */
  public record Scope(
      int faults,
      int interruptedFaults,
      boolean outside,
      Set<Interruption> interruptions,
      boolean special,
      Set<World> worlds) {

    /** What the ring "proof" covers: everything except cancellation. */
    public static final Scope PROOF =
        all(DEFAULT_FAULTS).with(EnumSet.complementOf(EnumSet.copyOf(Interruption.CANCELLATIONS)));

    /** What the ring "expert" covers in addition: an order that is cancelled at any point. */
    public static final Scope CANCELLATION =
        new Scope(
            PROOF.interruptedFaults,
            PROOF.interruptedFaults,
            false,
            Interruption.CANCELLATIONS,
            false,
            EnumSet.of(World.USUAL, World.LITTLE_LAG, World.SHORT));

    /**
     * Returns a scope with every interruption. An interruption can happen anywhere and so adds many
     * schedules: these have two faults fewer, but at least 1.
     */
    public static Scope all(int faults) {
      return new Scope(
          faults,
          Math.max(1, faults - FAULTS_FOR_AN_INTERRUPTION),
          false,
          EnumSet.allOf(Interruption.class),
          true,
          EnumSet.allOf(World.class));
    }

    /** Returns this scope with as many faults beside an interruption as without one. */
    public Scope deep() {
      return new Scope(faults, faults, outside, interruptions, special, worlds);
    }

    /** Returns this scope, also with broken timing guarantees. */
    public Scope beyondGuarantees() {
      return new Scope(faults, interruptedFaults, true, interruptions, special, worlds);
    }

    private Scope with(Set<Interruption> some) {
      return new Scope(faults, interruptedFaults, outside, some, special, worlds);
    }

    private boolean allows(Schedule schedule) {
      boolean onlyFaults = schedule.specials() + schedule.interruptions() == 0;
      if (!onlyFaults && schedule.isOutside()
          || schedule.interruptions() > 1
          || schedule.interruptions() == 1 && !interruptions.contains(schedule.interruption())) {
        return false;
      }
      if (!schedule.hasUsualTiming()) {
        return allowsInOtherWorld(schedule);
      }
      if (onlyFaults) {
        return schedule.faults() <= faults && (outside || !schedule.isOutside());
      }
      return schedule.interruptions() == 0
          ? special && allowsSpecial(schedule)
          : allowsInterrupted(schedule);
    }

    private boolean allowsInterrupted(Schedule schedule) {
      if (schedule.specials() > 0) {
        // The closing look-up of a cancelled order may have to wait.
        return schedule.has(Interruption.CANCEL)
            && schedule.faults() == 0
            && schedule.specials() == 1
            && schedule.has(StepKind.LOOK_UP_OUTAGE)
            && schedule.endsInOutage();
      }
      // A child that a terminated parent has left may meet another fault.
      boolean leftChild =
          schedule.interruption().terminates() && schedule.isInterruptedAtFailedCreate();
      return schedule.faults() <= interruptedFaults + (leftChild ? 1 : 0);
    }

    private boolean allowsSpecial(Schedule schedule) {
      return switch (schedule.specials()) {
        case 1 ->
            !schedule.has(StepKind.CREATE_OUTAGE)
                && (schedule.faults() == 0
                    || !schedule.hasOutage() && schedule.faults() <= interruptedFaults);
        case 2 ->
            schedule.hasOnly(EnumSet.of(StepKind.EXPIRED)) || schedule.isTokenOutageAfterExpiry();
        default -> false;
      };
    }

    private boolean allowsInOtherWorld(Schedule schedule) {
      World world = World.of(schedule.timing());
      if (schedule.has(Interruption.CANCEL) && world == World.SHORT) {
        return schedule.isInterruptedAtFailedCreate()
            && schedule.specials() == 0
            && schedule.faults() <= (schedule.has(StepKind.STALE) ? 2 : 1)
            && schedule.hasOnly(EnumSet.of(StepKind.LATE, StepKind.STALE));
      }
      if (schedule.has(Interruption.CANCEL)) {
        // The last answer of a run that continues as new.
        return world == World.LITTLE_LAG
            && schedule.has(StepKind.END)
            && schedule.faults() == FAULTS_BEFORE_CONTINUING
            && schedule.hasOnly(EnumSet.of(StepKind.BEFORE));
      }
      if (schedule.interruptions() == 1) {
        return (world == World.SHORT && schedule.interruption().killsWorker()
                || world == World.LONG && schedule.has(Interruption.TERMINATE))
            && schedule.specials() == 0
            && schedule.faults() <= 1
            && schedule.isInterruptedAtFailedCreate();
      }
      if (world == World.PATIENT) {
        return special
            && schedule.specials() <= 1
            && schedule.hasOnly(EnumSet.of(StepKind.CREATE_OUTAGE, StepKind.STALE));
      }
      if (!special) {
        StepKind fault = world == World.SHORT ? StepKind.LATE : StepKind.BEFORE;
        return schedule.faults() <= FAULTS_BEFORE_CONTINUING && schedule.hasOnly(EnumSet.of(fault));
      }
      return schedule.specials() == 0
          ? schedule.faults() <= FAULTS_IN_OTHER_WORLDS && schedule.hasOnly(FAULTS_OF_TIME)
          : world == World.LONG
              && schedule.specials() == 1
              && schedule.faults() <= 1
              && schedule.endsInOutage();
    }
  }

  /** Creates an explorer for this strategy's workflow. */
  public Explorer(StrategyUnderTest underTest, Scope scope) {
    this.underTest = underTest;
    this.scope = scope;
  }

  /** A schedule, and the outcome that it will have. */
  private record Run(Schedule schedule, Future<Outcome> outcome) {
    /** Of schedules with the same number of faults, those of the base alphabet come first. */
    boolean isBeyondBase() {
      return schedule.interruptions() + schedule.specials() > 0 || !schedule.hasUsualTiming();
    }
  }

  /**
   * Runs the exploration, with several schedules at the same time.
   *
   * @param shouldContinue is called after each schedule with the result so far; false ends the
   *     exploration
   */
  public ExplorationResult explore(Predicate<ExplorationResult> shouldContinue) {
    ExplorationResult result = new ExplorationResult();
    List<Run> level =
        submit(
            scope.worlds().stream().map(world -> Schedule.empty(world.timing())).toList(), result);
    while (!level.isEmpty()) {
      // Schedules with fewer faults and interruptions generate those with more, which run at once.
      List<Run> next = new ArrayList<>();
      for (Run run : level) {
        // Do not cancel running schedules: the test services of their threads would be lost.
        Outcome outcome = await(run.outcome());
        if (!result.isOver()) {
          next.addAll(submit(check(run.schedule(), outcome, result), result));
          if (result.count() + next.size() > MAX_SCHEDULES) {
            result.tooMany(MAX_SCHEDULES);
          }
          if (!shouldContinue.test(result)) {
            result.stop();
          }
        }
      }
      level = next.stream().sorted(Comparator.comparing(Run::isBeyondBase)).toList();
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
      next.add(whole.prefixWith(0, Step.of(StepKind.RESERVATION_OUTAGE)));
      next.add(whole.prefixWith(0, Step.of(StepKind.UNKNOWN)));
    }
    for (int call : outcome.tokenCalls()) {
      if (call >= start) {
        next.add(whole.prefixWith(call, Step.of(StepKind.TOKEN_OUTAGE)));
      }
    }
    for (int runEnd : outcome.runEnds()) {
      if (runEnd >= start && runEnd < end) {
        next.add(whole.prefixWith(runEnd, new Step(StepKind.END, Interruption.CANCEL)));
      }
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
    next.removeIf(
        more -> !scope.allows(more) || more.interruption().needsChild() && !underTest.hasChild());
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
    return new InvariantChecker(outcome.timing(), underTest.idempotent()).violation(outcome);
  }
}
