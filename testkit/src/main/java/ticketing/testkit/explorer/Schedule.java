package ticketing.testkit.explorer;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The steps of one order. After the last step there are no more faults.
 *
 * @param steps the steps, in order
 */
public record Schedule(List<Step> steps) {
  static final Schedule NO_FAULTS = new Schedule(List.of());

  private static final int MAX_STEPS = 100;

  public Schedule {
    steps = List.copyOf(steps);
  }

  /**
   * Parses the text form that {@link #toString} returns.
   *
   * @throws IllegalArgumentException if the text is not a schedule
   */
  public static Schedule parse(String text) {
    Schedule schedule =
        new Schedule(Stream.of(text.split(",", -1)).map(step -> step(step.strip())).toList());
    if (schedule.interruptions() > 1 || schedule.steps.size() > MAX_STEPS) {
      throw new IllegalArgumentException(
          "A schedule has at most one interruption (a step with \"+\") and "
              + MAX_STEPS
              + " steps.");
    }
    return schedule;
  }

  private static Step step(String text) {
    return Step.parse(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "A schedule has no step \"%s\". Its steps, separated by commas, are%n%s"
                        .formatted(text, glossary())));
  }

  private static String glossary() {
    String line = "  %-14s%s%n";
    StringBuilder text = new StringBuilder();
    for (StepKind kind : StepKind.values()) {
      String name = kind + (kind.isCall() ? "" : "+…");
      text.append(line.formatted(name, kind.description()));
    }
    text.append("At most one step has an interruption, such as ok+cancel:%n".formatted());
    for (Interruption interruption : Interruption.values()) {
      if (interruption != Interruption.NONE) {
        text.append(line.formatted("+" + interruption, interruption.description()));
      }
    }
    return text + "Example: fresh,late,fresh. After the last step there are no more faults.";
  }

  int faults() {
    return count(step -> step.kind().isFault());
  }

  /** Returns the number of interruptions: 0 or 1. */
  public int interruptions() {
    return count(Step::isInterrupted);
  }

  int creates() {
    return count(step -> step.kind().isCreate());
  }

  private int count(Predicate<Step> which) {
    return (int) steps.stream().filter(which).count();
  }

  /** Returns whether the ticket system breaks its timing guarantees in any step. */
  public boolean isOutside() {
    return steps.stream().anyMatch(step -> step.kind().isOutside());
  }

  boolean has(Interruption interruption) {
    return steps.stream().anyMatch(step -> step.interruption() == interruption);
  }

  /** Returns a schedule with the first {@code count} steps and one more. */
  Schedule prefixWith(int count, Step next) {
    return new Schedule(Stream.concat(steps.stream().limit(count), Stream.of(next)).toList());
  }

  @Override
  public String toString() {
    return steps.stream().map(Step::toString).collect(Collectors.joining(","));
  }
}
