package ticketing.testkit.explorer;

import io.temporal.failure.ApplicationFailure;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import ticketing.order.OrderFailures;
import ticketing.system.Operation;
import ticketing.system.faults.Fault;
import ticketing.system.faults.FaultPlan;

/** Injects the faults of a {@link Schedule} into one order; records each step's alternatives. */
final class SchedulePlan implements FaultPlan {
  /** The maximum number of calls. A workflow that ends makes far fewer. */
  static final int MAX_CALLS = 150;

  /** The largest limit of an activity's attempts that an outage reaches. */
  private static final int MAX_ATTEMPTS = 1_000;

  private final Schedule schedule;
  private final Clock clock;
  private final List<Step> takenSteps = new ArrayList<>();
  private final Set<Option> options = new LinkedHashSet<>();
  private final Map<Operation, Outage> outages = new EnumMap<>(Operation.class);
  private final Map<Operation, Integer> maxAttempts = new EnumMap<>(Operation.class);
  private final ThreadLocal<Step> currentStep = new ThreadLocal<>();
  private int next;
  private StepKind rejection;
  private String mismatch;

  /**
   * A fault or interruption that was possible, but did not happen.
   *
   * @param at how many steps had been taken
   * @param step the step that would have been the next, or would have replaced it
   */
  record Option(int at, Step step) {
    /** Returns whether it comes after so many steps, or interrupts the last of them. */
    boolean isAfter(int steps) {
      return at >= steps || at == steps - 1 && step.isInterrupted() && step.kind().isCall();
    }
  }

  private record Outage(Step step, Instant end, int maxCalls, AtomicInteger calls) {
    /** Returns whether a call would fail. */
    boolean isOn(Instant now) {
      return calls.get() < maxCalls && now.isBefore(end);
    }

    /** Returns whether this call fails. */
    boolean fails(Instant now) {
      boolean on = isOn(now);
      calls.incrementAndGet();
      return on;
    }

    boolean isLastCall() {
      return calls.get() == maxCalls;
    }

    /** Returns whether the last call was one of a second half that is not sent. */
    boolean isOfExpiredTokens() {
      return step.kind() == StepKind.NOT_SENT_OUTAGE && calls.get() > maxCalls / 2;
    }
  }

  SchedulePlan(Schedule schedule, Clock clock) {
    this.schedule = schedule;
    this.clock = clock;
    offerInterrupted(StepKind.TOKEN);
    offerInterrupted(StepKind.RESERVATION);
    offer(Step.of(StepKind.RESERVATION_OUTAGE));
    offer(Step.of(StepKind.UNKNOWN));
  }

  private void offer(Step step) {
    options.add(new Option(takenSteps.size(), step));
  }

  private void offerInterrupted(StepKind kind) {
    Step.interrupted(kind).forEach(this::offer);
  }

  @Override
  public synchronized Fault choose(Call call) {
    currentStep.remove();
    Operation operation = call.operation();
    if (operation == Operation.ISSUE_TOKEN) {
      offer(Step.of(StepKind.TOKEN_OUTAGE));
    }
    Outage outage = outages.get(operation);
    if (outage != null && outage.fails(clock.instant())) {
      currentStep.set(outage.step);
      if (outage.isOfExpiredTokens()) {
        return Fault.NONE; // The call fails by itself.
      }
      return outage.isLastCall() && outage.step.kind() == StepKind.CREATE_OUTAGE
          ? Fault.LATE_WRITE
          : unavailable(operation);
    }
    Outage creates = outages.get(Operation.CREATE_TICKET);
    if (operation == Operation.FIND_TICKET && creates != null && creates.isOn(clock.instant())) {
      currentStep.set(Step.of(StepKind.FRESH));
      return Fault.NONE;
    }
    List<StepKind> possible = possible(call);
    if (possible.isEmpty()) {
      return chooseBeforeLoop(operation);
    }
    Step step = Step.of(possible.get(0));
    Step wanted = wanted();
    if (wanted != null && mismatch == null) {
      if (possible.contains(wanted.kind())) {
        step = wanted;
        next++;
      } else if (wanted.kind().isCall() && !wanted.interruption().isQueued()) {
        // Anything else may come later: a workflow may make several calls at the same time.
        mismatch =
            "step %d of the schedule is \"%s\", but the workflow called %s #%d, which allows %s"
                .formatted(
                    next + 1,
                    wanted,
                    operation,
                    call.number(),
                    possible.stream().map(StepKind::toString).collect(Collectors.joining(", ")));
      }
    }
    return take(step, possible, operation);
  }

  /** Returns the next step of the schedule; null after the last. */
  private Step wanted() {
    return next < schedule.steps().size() ? schedule.steps().get(next) : null;
  }

  /** Chooses a fault of a token or reservation, which is a step only if the schedule says so. */
  private Fault chooseBeforeLoop(Operation operation) {
    Step wanted = wanted();
    if (rejection == StepKind.UNKNOWN && operation == Operation.FIND_RESERVATION) {
      return take(Step.of(rejection), List.of(), operation);
    }
    if (wanted == null || !wanted.kind().isSpecial() || wanted.kind().operation() != operation) {
      return Fault.NONE;
    }
    next++;
    return take(wanted, List.of(), operation);
  }

  private Fault take(Step step, List<StepKind> possible, Operation operation) {
    possible.stream().filter(kind -> kind != step.kind()).map(Step::of).forEach(this::offer);
    if (!step.isInterrupted()) {
      offerInterrupted(step.kind());
      if (step.kind() == StepKind.OK) {
        // One step, because "expert" has no expired token without a cancellation.
        offerInterrupted(StepKind.EXPIRED);
      }
    }
    takenSteps.add(step);
    currentStep.set(step);
    rejection = step.kind().isRejection() ? step.kind() : rejection;
    if (!step.kind().isOutage()) {
      return step.kind().fault();
    }
    Instant end = clock.instant().plus(schedule.world().outage());
    int maxCalls = maxAttempts.getOrDefault(operation, Scope.OUTAGE_CALLS);
    outages.put(operation, new Outage(step, end, maxCalls, new AtomicInteger(1)));
    return unavailable(operation);
  }

  private static Fault unavailable(Operation operation) {
    return switch (operation) {
      case ISSUE_TOKEN -> Fault.TOKEN_SERVICE_DOWN;
      case FIND_RESERVATION -> Fault.RESERVATIONS_DOWN;
      case CREATE_TICKET -> Fault.FAILED_BEFORE_WRITE;
      case FIND_TICKET -> Fault.LOOK_UP_UNAVAILABLE;
    };
  }

  private List<StepKind> possible(Call call) {
    if (rejection == StepKind.REJECT && call.operation() == Operation.CREATE_TICKET) {
      return List.of(StepKind.REJECT);
    }
    return StepKind.of(call.operation()).stream()
        .filter(StepKind::isCall)
        .filter(kind -> kind != StepKind.STALE || call.hidesTicket())
        .filter(kind -> kind != StepKind.TOO_STALE || call.hasTicket() && !call.hidesTicket())
        .toList();
  }

  /** Lets an outage of this operation reach this limit of its attempts; 0 is none. */
  synchronized void limitAttempts(Operation operation, int attempts) {
    if (attempts > Scope.OUTAGE_CALLS && attempts <= MAX_ATTEMPTS) {
      maxAttempts.put(operation, attempts);
    }
  }

  /** Returns the step that {@link #choose} last chose on this thread; null if it was none. */
  Step currentStep() {
    return currentStep.get();
  }

  /** Records that the last call on this thread was not sent, whatever was chosen. */
  synchronized void wasNotSent() {
    Step step = currentStep.get();
    if (isCurrently(StepKind.NOT_SENT_OUTAGE)) {
      return;
    }
    int at = takenSteps.lastIndexOf(step);
    if (at >= 0) {
      takenSteps.set(at, new Step(StepKind.EXPIRED, step.interruption()));
      options.removeIf(option -> option.at() == at && option.step().kind().isCall());
    }
  }

  /** Returns whether the last call on this thread is not sent because its token has expired. */
  synchronized boolean isNotSent() {
    Outage outage = outages.get(Operation.CREATE_TICKET);
    return isCurrently(StepKind.NOT_SENT_OUTAGE) && outage.isOfExpiredTokens();
  }

  /** Returns whether the last call on this thread was this step. */
  boolean isCurrently(StepKind kind) {
    return currentStep.get() != null && currentStep.get().kind() == kind;
  }

  /**
   * Returns this failure of a call; in some worlds, its message or its type says less. The last
   * failure of a long outage says when to retry.
   */
  synchronized ApplicationFailure unclear(Operation operation, ApplicationFailure failure) {
    World world = schedule.world();
    Outage outage = outages.get(operation);
    if (isCurrently(StepKind.NOT_SENT_OUTAGE)) {
      return ApplicationFailure.newFailure(
          "The payment service is unavailable", OrderFailures.UNAVAILABLE);
    }
    return ApplicationFailure.newBuilder()
        .setMessage(world == World.USUAL ? failure.getOriginalMessage() : "no connection")
        .setType(world == World.SHORT ? "Unexpected" : failure.getType())
        .setNextRetryDelay(outage != null && outage.isLastCall() ? world.outage() : null)
        .build();
  }

  /** Returns whether the next step is an interruption at this point. */
  synchronized boolean isNext(StepKind point) {
    return wanted() != null && wanted().kind() == point;
  }

  /** Returns whether the next step is this interruption at this point. */
  synchronized boolean isNext(StepKind point, Interruption interruption) {
    return isNext(point) && wanted().interruption() == interruption;
  }

  /** Returns the next step if its call has to wait for a worker. */
  synchronized Optional<Step> nextQueued() {
    return Optional.ofNullable(wanted()).filter(step -> step.interruption().isQueued());
  }

  /** Takes the next step if it is a call that ends before any worker makes it. */
  synchronized void takeUnsent() {
    if (nextQueued().isPresent()) {
      takenSteps.add(schedule.steps().get(next++));
    }
  }

  /** Takes the next step if it is an interruption at this point; returns the interruption. */
  synchronized Interruption takeInterruption(StepKind point) {
    if (!isNext(point)) {
      return Interruption.NONE;
    }
    Step step = schedule.steps().get(next++);
    takenSteps.add(step);
    return step.interruption();
  }

  /** Returns whether there were so many calls that the workflow is considered endless. */
  synchronized boolean exceedsCallLimit() {
    return takenSteps.size() >= MAX_CALLS;
  }

  /** Returns the complete schedule: all steps, to the end. */
  synchronized Schedule whole() {
    return new Schedule(schedule.world(), takenSteps);
  }

  /** Records that a run of the order ends, or continues as new. */
  synchronized void recordRunEnd() {
    offer(new Step(StepKind.END, Interruption.CANCEL));
  }

  /** Records that the workflow has settled after the last step. */
  synchronized void recordSettled() {
    offerInterrupted(StepKind.SETTLE);
  }

  /** Returns what else was possible: first what is outside the loop, last at the end. */
  synchronized List<Option> options() {
    offerInterrupted(StepKind.END);
    return options.stream().sorted(Comparator.comparingInt(this::rank)).toList();
  }

  private int rank(Option option) {
    StepKind kind = option.step().kind();
    boolean isInLoop = kind.isCall() || kind == StepKind.SETTLE;
    return isInLoop ? 1 : kind == StepKind.END && option.at() == takenSteps.size() ? 2 : 0;
  }

  Schedule schedule() {
    return schedule;
  }

  /** Returns where the schedule does not match this workflow; empty if it does. */
  synchronized Optional<String> mismatch() {
    if (mismatch == null && wanted() != null) {
      return Optional.of(
          "step %d of the schedule, \"%s\", was never reached".formatted(next + 1, wanted()));
    }
    return Optional.ofNullable(mismatch);
  }
}
