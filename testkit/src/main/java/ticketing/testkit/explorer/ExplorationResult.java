package ticketing.testkit.explorer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What the {@link Explorer} has found: numbers of schedules, and the first that goes wrong. */
public final class ExplorationResult {
  private static final int MOST_STEPS = 12;

  private final List<Judged> all = new ArrayList<>();
  private Counterexample counterexample;
  private Counterexample counterexampleInside;
  private String unfinished;
  private boolean stopped;

  /**
   * How many schedules.
   *
   * @param all that were run
   * @param wrong those of them that went wrong
   */
  public record Count(int all, int wrong) {}

  /**
   * A schedule that goes wrong.
   *
   * @param schedule the schedule, to its end if that can be read at a glance
   * @param outcome what came of it
   * @param violation what is wrong, in a sentence
   */
  public record Counterexample(Schedule schedule, Outcome outcome, String violation) {}

  private record Judged(Schedule schedule, Optional<String> violation) {
    boolean wrong() {
      return violation.isPresent();
    }
  }

  void add(Schedule schedule, Outcome outcome, Optional<String> violation) {
    all.add(new Judged(schedule, violation));
    if (violation.isPresent() && counterexample == null) {
      counterexample = counterexample(schedule, outcome, violation.get());
    }
    if (violation.isPresent() && counterexampleInside == null && !schedule.isOutside()) {
      counterexampleInside = counterexample(schedule, outcome, violation.get());
    }
    if (outcome.isStuck()) {
      unfinished = "A workflow that does not end leaves no more to explore.";
    }
    outcome
        .impossible()
        .filter(why -> !outcome.isStuck())
        .ifPresent(
            why -> unfinished = "Not the same twice, under \"%s\": %s.".formatted(schedule, why));
  }

  private static Counterexample counterexample(
      Schedule schedule, Outcome outcome, String violation) {
    Schedule whole = outcome.schedule();
    return new Counterexample(
        whole.steps().size() <= MOST_STEPS ? whole : schedule, outcome, violation);
  }

  /** There are too many schedules to explore. */
  void tooMany(int most) {
    unfinished =
        "More than " + most + " schedules: the workflow makes many calls. Try fewer faults.";
  }

  /** Nobody wants to know more. */
  void stop() {
    stopped = true;
  }

  /** Whether nothing more is to be explored. */
  boolean isOver() {
    return stopped || unfinished != null;
  }

  /** Schedules without a disturbance, inside the assumptions, with at most so many faults. */
  public Count inside(int faults) {
    return count(schedule -> isUndisturbed(schedule, faults) && !schedule.isOutside());
  }

  /** Schedules without a disturbance, inside and outside, with at most so many faults. */
  public Count insideAndOutside(int faults) {
    return count(schedule -> isUndisturbed(schedule, faults));
  }

  /** Schedules with a disturbance. */
  public Count disturbed() {
    return count(schedule -> schedule.disturbances() > 0);
  }

  private static boolean isUndisturbed(Schedule schedule, int faults) {
    return schedule.disturbances() == 0 && schedule.faults() <= faults;
  }

  private Count count(Predicate<Schedule> which) {
    List<Judged> counted = all.stream().filter(each -> which.test(each.schedule())).toList();
    return new Count(counted.size(), (int) counted.stream().filter(Judged::wrong).count());
  }

  /** How many schedules went wrong. */
  public int wrong() {
    return count(schedule -> true).wrong();
  }

  /** How many schedules were run. */
  public int count() {
    return all.size();
  }

  /** The first that went wrong; none has fewer faults and disturbances. */
  public Optional<Counterexample> counterexample() {
    return Optional.ofNullable(counterexample);
  }

  /** The first that went wrong while the ticket system kept to its timing guarantees. */
  public Optional<Counterexample> counterexampleInside() {
    return Optional.ofNullable(counterexampleInside);
  }

  /** Why the exploration ended before everything was explored, if it did. */
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
