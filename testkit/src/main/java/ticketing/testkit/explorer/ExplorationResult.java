package ticketing.testkit.explorer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What the {@link Explorer} found: numbers of schedules, and the first that breaks the order. */
public final class ExplorationResult {
  private static final int MAX_STEPS = 12;

  private final List<Checked> all = new ArrayList<>();
  private Counterexample counterexample;
  private Counterexample counterexampleInside;
  private volatile String unfinished;
  private volatile boolean stopped;

  /**
   * Numbers of schedules.
   *
   * @param all that were run
   * @param wrong those that break an invariant
   */
  public record Count(int all, int wrong) {}

  /**
   * A schedule that breaks an invariant.
   *
   * @param schedule to its end, if that is short
   * @param violation what is wrong, in a sentence
   */
  public record Counterexample(Schedule schedule, Outcome outcome, String violation) {}

  private record Checked(Schedule schedule, boolean wrong) {}

  void add(Schedule schedule, Outcome outcome, Optional<String> violation) {
    all.add(new Checked(schedule, violation.isPresent()));
    if (violation.isPresent()) {
      Schedule whole = outcome.schedule();
      Counterexample found =
          new Counterexample(
              whole.steps().size() <= MAX_STEPS ? whole : schedule, outcome, violation.get());
      if (counterexample == null) {
        counterexample = found;
      }
      if (counterexampleInside == null && !schedule.isOutside()) {
        counterexampleInside = found;
      }
    }
    if (outcome.isStuck()) {
      unfinished = "A workflow that does not end leaves no more to explore.";
    } else if (outcome.mismatch().isPresent()) {
      unfinished =
          "Under \"%s\" the workflow took another path the second time: %s."
              .formatted(schedule, outcome.mismatch().get());
    }
  }

  /** Ends the exploration, because there are too many schedules. */
  void tooMany(int limit) {
    unfinished =
        "More than " + limit + " schedules: the workflow makes many calls. Try fewer faults.";
  }

  /** Ends the exploration, because the caller knows enough. */
  void stop() {
    stopped = true;
  }

  /** Returns whether no more schedules are needed. May be called from any thread. */
  boolean isOver() {
    return stopped || unfinished != null;
  }

  /** Counts the schedules inside the assumptions, with at most so many faults. */
  public Count inside(int faults) {
    return count(schedule -> hasOnlyFaults(schedule, faults) && !schedule.isOutside());
  }

  /** Counts the schedules inside and outside the assumptions, with at most so many faults. */
  public Count insideAndOutside(int faults) {
    return count(schedule -> hasOnlyFaults(schedule, faults));
  }

  /** Counts the schedules with an interruption. */
  public Count interrupted() {
    return count(schedule -> schedule.interruptions() > 0);
  }

  private static boolean hasOnlyFaults(Schedule schedule, int faults) {
    return schedule.interruptions() == 0 && schedule.faults() <= faults;
  }

  private Count count(Predicate<Schedule> which) {
    List<Checked> counted = all.stream().filter(each -> which.test(each.schedule())).toList();
    return new Count(counted.size(), (int) counted.stream().filter(Checked::wrong).count());
  }

  /** Returns how many schedules were run. */
  public int count() {
    return all.size();
  }

  /** Returns the first that breaks an invariant; none has fewer faults and interruptions. */
  public Optional<Counterexample> counterexample() {
    return Optional.ofNullable(counterexample);
  }

  /** Returns the first that does so while the ticket system keeps its timing guarantees. */
  public Optional<Counterexample> counterexampleInside() {
    return Optional.ofNullable(counterexampleInside);
  }

  /** Returns why the exploration ended before everything was explored, if it did. */
  public Optional<String> unfinished() {
    return Optional.ofNullable(unfinished);
  }

  @Override
  public String toString() {
    return counterexample()
        .map(found -> "%s: %s".formatted(found.schedule(), found.violation()))
        .or(this::unfinished)
        .orElse(count() + " schedules, and nothing is wrong");
  }
}
