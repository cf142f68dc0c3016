package ticketing.testkit.explorer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The result of an {@link Explorer}: the numbers of schedules and the first counterexample. */
public final class ExplorationResult {
  private static final int MAX_STEPS = 12;

  /** At most one of this many schedules may be skipped. */
  private static final int MAX_SKIPPED_OF = 5;

  private static final int MIN_SCHEDULES = 50;

  private final List<Checked> all = new ArrayList<>();
  private Counterexample counterexample;
  private Counterexample counterexampleInside;
  private int skipped;
  private volatile String unfinished;
  private volatile boolean stopped;

  /** How many schedules were run, and how many of them break an invariant. */
  public record Count(int all, int wrong) {}

  /**
   * A schedule that breaks an invariant, with all steps to the end of the order if there are few.
   *
   * @param violation the broken invariant, as a sentence
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
      unfinished = "The workflow did not end, so no further schedules can be explored.";
    } else if (!outcome.followsSchedule()) {
      // A workflow that makes several calls at the same time need not make them in the same order.
      skipped++;
      if (skipped * MAX_SKIPPED_OF > Math.max(all.size(), MIN_SCHEDULES)) {
        unfinished =
            "Under \"%s\" the workflow took a different path on the second run: %s."
                .formatted(schedule, outcome.mismatch().get());
      }
    }
  }

  /** Ends the exploration because there are too many schedules. */
  void tooMany(int limit) {
    unfinished =
        "More than " + limit + " schedules: the workflow makes many calls. Try fewer faults.";
  }

  /** Ends the exploration because the caller asked to stop. */
  void stop() {
    stopped = true;
  }

  /** Returns whether the exploration has ended. Any thread may call this. */
  boolean isOver() {
    return stopped || unfinished != null;
  }

  /** Counts those with at most this many faults; {@code outside}: also if D or L is exceeded. */
  public Count withFaults(int faults, boolean outside) {
    return count(
        schedule ->
            schedule.isBasic()
                && schedule.faults() <= faults
                && (outside || !schedule.isOutside()));
  }

  /** Counts the schedules beyond the base alphabet: outages, expired tokens, unknown orders. */
  public Count special() {
    return count(schedule -> schedule.specials() > 0 && schedule.isInUsualWorld());
  }

  /** Counts the schedules under other limits D and L. */
  public Count otherTimings() {
    return count(schedule -> !schedule.isInUsualWorld());
  }

  /** Counts the schedules with an interruption. */
  public Count interrupted() {
    return count(
        schedule ->
            schedule.interruptions() > 0 && schedule.specials() == 0 && schedule.isInUsualWorld());
  }

  /** Counts the schedules with more than faults of the base alphabet. */
  public Count moreThanFaults() {
    return count(schedule -> !schedule.isBasic());
  }

  private Count count(Predicate<Schedule> which) {
    List<Checked> counted = all.stream().filter(each -> which.test(each.schedule())).toList();
    return new Count(counted.size(), (int) counted.stream().filter(Checked::wrong).count());
  }

  /** Returns how many schedules could not be repeated, and so were not checked. */
  public int skipped() {
    return skipped;
  }

  /** Returns the number of schedules that were run. */
  public int count() {
    return all.size();
  }

  /** Returns the first counterexample; no other has fewer faults and interruptions. */
  public Optional<Counterexample> counterexample() {
    return Optional.ofNullable(counterexample);
  }

  /** Returns the first counterexample in which the ticket system keeps its timing guarantees. */
  public Optional<Counterexample> counterexampleInside() {
    return Optional.ofNullable(counterexampleInside);
  }

  /** Returns why the exploration is incomplete; empty if it is complete. */
  public Optional<String> unfinished() {
    return Optional.ofNullable(unfinished);
  }

  /**
   * Returns the first counterexample, which this command of the workshop runs again, or else why
   * the exploration is incomplete, as text.
   */
  public Optional<String> problem(String command) {
    return counterexample()
        .map(found -> printed(found, command))
        .or(() -> unfinished().map("Not every schedule was tried. "::concat));
  }

  /** Returns whether the shortest counterexample has a cancellation, which only "expert" covers. */
  public boolean needsCancellation() {
    return counterexample()
        .filter(found -> found.schedule().interruption().isCancellation())
        .isPresent();
  }

  private String printed(Counterexample found, String command) {
    Schedule schedule = found.schedule();
    String again =
        "%nSee it again:  ./workshop %s --schedule \"%s\"%s"
            .formatted(command, schedule, legend(schedule));
    return "%s%n%n%s%n%nFound after trying %d schedule%s. No simpler one breaks it%s.%s"
        .formatted(
            found.violation(),
            found.outcome().printed(),
            count(),
            count() == 1 ? "" : "s",
            schedule.isOutside() ? "; in this one, the ticket system exceeds D or L" : "",
            schedule.steps().isEmpty() ? "" : again);
  }

  /** Returns the words of a schedule that its timeline does not explain, each in a line. */
  private static String legend(Schedule schedule) {
    Stream<String> world =
        Stream.of(schedule.world())
            .filter(it -> it != World.USUAL)
            .map(it -> it + ": " + it.description());
    Stream<String> steps =
        schedule.steps().stream()
            .map(Step::kind)
            .filter(StepKind::isSpecial)
            .distinct()
            .map(it -> it + ": " + it.description());
    Stream<String> interruption =
        Stream.of(schedule.interruption())
            .filter(it -> it != Interruption.NONE)
            .map(it -> "+" + it + ": " + it.description());
    return Stream.of(world, steps, interruption)
        .flatMap(lines -> lines)
        .map(line -> System.lineSeparator() + line)
        .collect(Collectors.joining());
  }

  @Override
  public String toString() {
    return counterexample()
        .map(found -> "%s: %s".formatted(found.schedule(), found.violation()))
        .or(this::unfinished)
        .orElse(count() + " schedules, and nothing is wrong");
  }
}
