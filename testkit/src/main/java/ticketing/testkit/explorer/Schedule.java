package ticketing.testkit.explorer;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The steps of one order in one world. After the last step there are no more faults. */
public record Schedule(World world, List<Step> steps) {
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
    int colon = text.indexOf(':');
    String steps = text.substring(colon + 1);
    Schedule schedule =
        new Schedule(
            colon < 0 ? World.USUAL : world(text.substring(0, colon).strip()),
            Stream.of(steps.split(",", -1)).map(step -> step(step.strip())).toList());
    if (schedule.interruptions() > 1 || schedule.steps.size() > MAX_STEPS) {
      throw new IllegalArgumentException(
          "A schedule has at most one interruption (a step with \"+\") and "
              + MAX_STEPS
              + " steps.");
    }
    return schedule;
  }

  private static World world(String text) {
    return Stream.of(World.values())
        .filter(world -> world.toString().equals(text))
        .findFirst()
        .orElseThrow(() -> unknown("world", text));
  }

  private static Step step(String text) {
    return Step.parse(text).orElseThrow(() -> unknown("step", text));
  }

  private static IllegalArgumentException unknown(String what, String text) {
    return new IllegalArgumentException(
        "A schedule has no %s \"%s\". Its steps, separated by commas, are%n%s"
            .formatted(what, text, glossary()));
  }

  private static String glossary() {
    String line = "  %-24s%s%n";
    StringBuilder text = new StringBuilder();
    for (StepKind kind : StepKind.values()) {
      String name = kind + (kind.isCall() || kind.isSpecial() ? "" : "+…");
      text.append(line.formatted(name, kind.description()));
    }
    text.append("At most one step has an interruption, such as ok+cancel:%n".formatted());
    for (Interruption interruption : Interruption.values()) {
      if (interruption != Interruption.NONE) {
        text.append(line.formatted("+" + interruption, interruption.description()));
      }
    }
    text.append("It may begin with other limits D and L, such as no-lag: ok:%n".formatted());
    for (World world : World.values()) {
      text.append(line.formatted(world + ":", world.description()));
    }
    return text + "Example: fresh,late,fresh. After the last step there are no more faults.";
  }

  /** Returns the number of faults of the base alphabet. */
  int faults() {
    return count(StepKind::isFault);
  }

  /** Returns the number of faults beyond the base alphabet. */
  int specials() {
    return count(StepKind::isSpecial);
  }

  /** Returns the number of interruptions: 0 or 1. */
  int interruptions() {
    return (int) steps.stream().filter(Step::isInterrupted).count();
  }

  Interruption interruption() {
    return steps.stream()
        .filter(Step::isInterrupted)
        .findFirst()
        .map(Step::interruption)
        .orElse(Interruption.NONE);
  }

  int count(Predicate<StepKind> which) {
    return (int) steps.stream().map(Step::kind).filter(which).count();
  }

  /** Returns whether the ticket system breaks its timing guarantees in any step. */
  public boolean isOutside() {
    return has(StepKind::isOutside);
  }

  /** Returns whether a rejected call is repeated, although the order is placed only once. */
  boolean repeatsRejection() {
    boolean placedOnce = interruptions() == 0 || hasRetryPolicy();
    return placedOnce && count(StepKind::isRejection) > 1;
  }

  boolean hasRetryPolicy() {
    return has(Interruption.RETRY) || has(StepKind.UNKNOWN);
  }

  /** Returns whether it has only faults of the base alphabet, in the usual world. */
  boolean isBasic() {
    return interruptions() + specials() == 0 && isInUsualWorld();
  }

  boolean isInUsualWorld() {
    return world == World.USUAL;
  }

  /** Returns whether all faults of this schedule are among these. */
  boolean hasOnly(StepKind... faults) {
    return unusual().allMatch(Set.of(faults)::contains);
  }

  /** Returns the faults of both alphabets, in order. */
  private Stream<StepKind> unusual() {
    return steps.stream().map(Step::kind).filter(kind -> kind.isFault() || kind.isSpecial());
  }

  boolean endsIn(Predicate<StepKind> such) {
    return last().map(Step::kind).filter(such).isPresent();
  }

  boolean endsInInterruption() {
    return last().filter(Step::isInterrupted).isPresent();
  }

  private Optional<Step> last() {
    return steps.isEmpty() ? Optional.empty() : Optional.of(steps.get(steps.size() - 1));
  }

  /** Returns whether an outage of tokens begins when an expired one has to be replaced. */
  boolean isTokenOutageAfterExpiry() {
    return unusual().toList().equals(List.of(StepKind.EXPIRED, StepKind.TOKEN_OUTAGE));
  }

  boolean isInterruptedAtFailedCreate() {
    return steps.stream().anyMatch(step -> step.isInterrupted() && step.kind().isFailedCreate());
  }

  boolean has(Predicate<StepKind> such) {
    return count(such) > 0;
  }

  boolean has(StepKind kind) {
    return has(kind::equals);
  }

  boolean has(Interruption interruption) {
    return interruption() == interruption;
  }

  /** Returns a schedule with the first {@code count} steps and one more. */
  Schedule prefixWith(int count, Step next) {
    return new Schedule(
        world, Stream.concat(steps.stream().limit(count), Stream.of(next)).toList());
  }

  @Override
  public String toString() {
    String text = steps.stream().map(Step::toString).collect(Collectors.joining(","));
    return isInUsualWorld() ? text : world + ": " + text;
  }
}
