package ticketing.testkit.explorer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ticketing.system.Operation;
import ticketing.system.faults.Fault;
import ticketing.system.faults.FaultPlan;

/**
 * Makes a {@link Schedule} come true for one order, and writes down what happened and what else
 * could have. After the schedule's last step there are no faults.
 */
final class SchedulePlan implements FaultPlan {
  /** A workflow that ends makes far fewer of the calls that a fault can hit. */
  static final int MOST_CALLS = 150;

  private final Schedule schedule;
  private final List<Happened> happened = new ArrayList<>();
  private final ThreadLocal<Step> ofThisThread = new ThreadLocal<>();
  private int next;
  private boolean rejected;
  private String impossible;

  /**
   * A step that happened.
   *
   * @param step what happened
   * @param possible what could have happened, the way without a fault first
   */
  record Happened(Step step, List<StepKind> possible) {}

  /** A plan for one order. */
  SchedulePlan(Schedule schedule) {
    this.schedule = schedule;
  }

  @Override
  public synchronized Fault choose(Call call) {
    ofThisThread.remove();
    List<StepKind> possible = possible(call);
    if (possible.isEmpty()) {
      return Fault.NONE;
    }
    Step step = Step.of(possible.get(0));
    if (next < schedule.steps().size() && impossible == null) {
      Step wanted = schedule.steps().get(next);
      if (possible.contains(wanted.word())) {
        step = wanted;
        next++;
      } else {
        impossible =
            "step %d of the schedule is \"%s\", and the workflow called %s #%d, where there is: %s"
                .formatted(next + 1, wanted, call.operation(), call.number(), words(possible));
      }
    }
    happened.add(new Happened(step, possible));
    ofThisThread.set(step);
    rejected |= step.word() == StepKind.REJECT;
    return step.word().fault();
  }

  private List<StepKind> possible(Call call) {
    if (rejected && call.operation() == Operation.CREATE_TICKET) {
      return List.of(StepKind.REJECT);
    }
    return StepKind.of(call.operation()).stream()
        .filter(StepKind::isCall)
        .filter(word -> word != StepKind.STALE || call.hidesTicket())
        .filter(word -> word != StepKind.TOO_STALE || call.hasTicket() && !call.hidesTicket())
        .toList();
  }

  private static String words(List<StepKind> words) {
    return String.join(", ", words.stream().map(StepKind::toString).toList());
  }

  /** The step that {@link #choose} chose last on this thread. */
  Step ofThisThread() {
    return ofThisThread.get();
  }

  /** Whether the next step is at this moment, which is no call that a fault can hit. */
  synchronized boolean isNext(StepKind moment) {
    return next < schedule.steps().size() && schedule.steps().get(next).word() == moment;
  }

  /** Takes the next step, if it is at this moment, which is no call that a fault can hit. */
  synchronized Optional<Step> take(StepKind moment) {
    if (!isNext(moment)) {
      return Optional.empty();
    }
    Step step = schedule.steps().get(next++);
    happened.add(new Happened(step, List.of()));
    return Optional.of(step);
  }

  /** Whether there were so many calls that there will be no end. */
  synchronized boolean isEndless() {
    return happened.size() >= MOST_CALLS;
  }

  /** What happened, in its order. */
  synchronized List<Happened> happened() {
    return List.copyOf(happened);
  }

  /** Why the schedule could not come true; empty if it did. */
  synchronized Optional<String> impossible() {
    return Optional.ofNullable(impossible)
        .or(
            () ->
                next == schedule.steps().size()
                    ? Optional.empty()
                    : Optional.of(
                        "step %d of the schedule, \"%s\", was never reached"
                            .formatted(next + 1, schedule.steps().get(next))));
  }
}
