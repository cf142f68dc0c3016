package ticketing.runner.prove;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import ticketing.testkit.Ending;

/** What the {@link Explorer} has found: numbers of schedules, and the first that goes wrong. */
final class Findings {
  private final Map<Integer, Count> undisturbed = new TreeMap<>();
  private Count disturbed = Count.NONE;
  private Counterexample counterexample;
  private String unfinished;

  /**
   * How many schedules.
   *
   * @param all that were run
   * @param wrong those of them that went wrong
   */
  record Count(int all, int wrong) {
    static final Count NONE = new Count(0, 0);

    Count plus(Count other) {
      return new Count(all + other.all, wrong + other.wrong);
    }
  }

  /**
   * A schedule that goes wrong.
   *
   * @param schedule the schedule, to its end
   * @param outcome what came of it
   * @param violation what is wrong, in a sentence
   */
  record Counterexample(Schedule schedule, Outcome outcome, String violation) {}

  void add(Schedule schedule, Outcome outcome, Optional<String> violation) {
    Count one = new Count(1, violation.isPresent() ? 1 : 0);
    if (schedule.disturbances() == 0) {
      undisturbed.merge(schedule.faults(), one, Count::plus);
    } else {
      disturbed = disturbed.plus(one);
    }
    if (violation.isPresent() && counterexample == null) {
      counterexample = new Counterexample(outcome.schedule(), outcome, violation.get());
    }
    if (outcome.last().ending().kind() == Ending.Kind.STUCK) {
      unfinished = "A workflow that does not end leaves no more to explore.";
    }
    outcome.impossible().ifPresent(why -> unfinished = "Not the same twice: " + why + ".");
  }

  /** The exploration ended early, for there were too many schedules. */
  Findings tooMany(int most) {
    unfinished =
        "More than " + most + " schedules: the workflow makes many calls. Try fewer faults.";
    return this;
  }

  /** Schedules without a disturbance that have at most so many faults. */
  Count withFaults(int atMost) {
    return undisturbed.entrySet().stream()
        .filter(entry -> entry.getKey() <= atMost)
        .map(Map.Entry::getValue)
        .reduce(Count.NONE, Count::plus);
  }

  /** Schedules with a disturbance. */
  Count disturbed() {
    return disturbed;
  }

  /** All schedules. */
  int count() {
    return withFaults(Integer.MAX_VALUE).all() + disturbed.all();
  }

  /** The first that went wrong; none has fewer faults and disturbances. */
  Optional<Counterexample> counterexample() {
    return Optional.ofNullable(counterexample);
  }

  /** Why the exploration ended before everything was explored, if it did. */
  Optional<String> unfinished() {
    return Optional.ofNullable(unfinished);
  }
}
