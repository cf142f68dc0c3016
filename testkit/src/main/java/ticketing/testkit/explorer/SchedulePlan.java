package ticketing.testkit.explorer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import ticketing.system.Operation;
import ticketing.system.faults.Fault;
import ticketing.system.faults.FaultPlan;

/**
 * Injects the faults of a {@link Schedule} into one order, and records the alternatives at each
 * step.
 */
final class SchedulePlan implements FaultPlan {
  /** The maximum number of calls. A workflow that ends makes far fewer. */
  static final int MAX_CALLS = 150;

  private final Schedule schedule;
  private final List<TakenStep> takenSteps = new ArrayList<>();
  private final ThreadLocal<Step> currentStep = new ThreadLocal<>();
  private int next;
  private boolean rejected;
  private String mismatch;

  /**
   * A step that the order took.
   *
   * @param possible the possible outcomes at this step; the outcome without a fault comes first
   */
  record TakenStep(Step step, List<StepKind> possible) {}

  SchedulePlan(Schedule schedule) {
    this.schedule = schedule;
  }

  @Override
  public synchronized Fault choose(Call call) {
    currentStep.remove();
    List<StepKind> possible = possible(call);
    if (possible.isEmpty()) {
      return Fault.NONE;
    }
    Step step = Step.of(possible.get(0));
    if (next < schedule.steps().size() && mismatch == null) {
      Step wanted = schedule.steps().get(next);
      if (possible.contains(wanted.kind())) {
        step = wanted;
        next++;
      } else {
        mismatch =
            "step %d of the schedule is \"%s\", but the workflow called %s #%d, which allows %s"
                .formatted(
                    next + 1,
                    wanted,
                    call.operation(),
                    call.number(),
                    possible.stream().map(StepKind::toString).collect(Collectors.joining(", ")));
      }
    }
    takenSteps.add(new TakenStep(step, possible));
    currentStep.set(step);
    rejected |= step.kind() == StepKind.REJECT;
    return step.kind().fault();
  }

  private List<StepKind> possible(Call call) {
    if (rejected && call.operation() == Operation.CREATE_TICKET) {
      return List.of(StepKind.REJECT);
    }
    return StepKind.of(call.operation()).stream()
        .filter(StepKind::isCall)
        .filter(kind -> kind != StepKind.STALE || call.hidesTicket())
        .filter(kind -> kind != StepKind.TOO_STALE || call.hasTicket() && !call.hidesTicket())
        .toList();
  }

  /** Returns the step that {@link #choose} last chose on this thread. */
  Step currentStep() {
    return currentStep.get();
  }

  /** Returns whether the next step is an interruption at this point. */
  synchronized boolean isNext(StepKind point) {
    return next < schedule.steps().size() && schedule.steps().get(next).kind() == point;
  }

  /** Takes the next step if it is an interruption at this point; returns the interruption. */
  synchronized Interruption takeInterruption(StepKind point) {
    if (!isNext(point)) {
      return Interruption.NONE;
    }
    Step step = schedule.steps().get(next++);
    takenSteps.add(new TakenStep(step, List.of()));
    return step.interruption();
  }

  /** Returns whether there were so many calls that the workflow is considered endless. */
  synchronized boolean exceedsCallLimit() {
    return takenSteps.size() >= MAX_CALLS;
  }

  synchronized List<TakenStep> takenSteps() {
    return List.copyOf(takenSteps);
  }

  /** Returns where the schedule does not match this workflow; empty if it does. */
  synchronized Optional<String> mismatch() {
    if (mismatch == null && next < schedule.steps().size()) {
      return Optional.of(
          "step %d of the schedule, \"%s\", was never reached"
              .formatted(next + 1, schedule.steps().get(next)));
    }
    return Optional.ofNullable(mismatch);
  }
}
