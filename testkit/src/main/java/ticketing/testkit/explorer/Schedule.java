package ticketing.testkit.explorer;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ticketing.system.TimingGuarantees;

/**
 * The steps of one order. After the last step there are no more faults.
 *
 * @param timing the timing guarantees of the ticket system
 * @param steps the steps, in order
 */
public record Schedule(TimingGuarantees timing, List<Step> steps) {
  private static final int MAX_STEPS = 100;

  /** Such as {@code D=6h L=5h: fresh,late}. */
  private static final Pattern WITH_TIMING =
      Pattern.compile("\\s*D=(\\S+)\\s+L=([^\\s:]+)\\s*:(.*)");

  public Schedule {
    steps = List.copyOf(steps);
  }

  /** Returns the schedule without faults. */
  static Schedule empty(TimingGuarantees timing) {
    return new Schedule(timing, List.of());
  }

  /**
   * Parses the text form that {@link #toString} returns.
   *
   * @throws IllegalArgumentException if the text is not a schedule
   */
  public static Schedule parse(String text) {
    Matcher withTiming = WITH_TIMING.matcher(text);
    boolean hasTiming = withTiming.matches();
    String steps = hasTiming ? withTiming.group(3) : text;
    Schedule schedule =
        new Schedule(
            hasTiming
                ? new TimingGuarantees(duration(withTiming.group(1)), duration(withTiming.group(2)))
                : Explorer.TIMING,
            Stream.of(steps.split(",", -1)).map(step -> step(step.strip())).toList());
    if (schedule.interruptions() > 1 || schedule.steps.size() > MAX_STEPS) {
      throw new IllegalArgumentException(
          "A schedule has at most one interruption (a step with \"+\") and "
              + MAX_STEPS
              + " steps.");
    }
    return schedule;
  }

  private static Duration duration(String text) {
    try {
      return Duration.parse("PT" + text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "\"%s\" is not a duration. Use one such as 90s, 1.5s, 10m or 6h.".formatted(text));
    }
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
    String line = "  %-20s%s%n";
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
    return text + "Example: fresh,late,fresh. After the last step there are no more faults.";
  }

  /** Returns the number of faults of the base alphabet. */
  int faults() {
    return count(step -> step.kind().isFault());
  }

  /** Returns the number of faults beyond the base alphabet. */
  int specials() {
    return count(step -> step.kind().isSpecial());
  }

  /** Returns the number of interruptions: 0 or 1. */
  public int interruptions() {
    return count(Step::isInterrupted);
  }

  /** Returns the interruption, if there is one. */
  Interruption interruption() {
    return steps.stream()
        .map(Step::interruption)
        .filter(interruption -> interruption != Interruption.NONE)
        .findFirst()
        .orElse(Interruption.NONE);
  }

  /** Returns the number of creates that were not sent. */
  int expired() {
    return count(step -> step.kind() == StepKind.EXPIRED);
  }

  int creates() {
    return count(step -> step.kind().isCreate());
  }

  private int count(Predicate<Step> which) {
    return (int) steps.stream().filter(which).count();
  }

  private boolean any(Predicate<Step> such) {
    return steps.stream().anyMatch(such);
  }

  /** Returns whether the ticket system breaks its timing guarantees in any step. */
  public boolean isOutside() {
    return any(step -> step.kind().isOutside());
  }

  /** Returns whether the ticket system rejects the order at a step. */
  boolean isRejected() {
    return any(step -> step.kind().isRejection());
  }

  /** Returns whether a workflow is cancelled or terminated, so that another may not learn all. */
  boolean allowsUnknown() {
    return interruption().terminates() || interruption().isCancellation();
  }

  /** Returns whether a rejected call is repeated, although the order is placed only once. */
  boolean repeatsRejection() {
    boolean placedOnce = interruptions() == 0 || hasRetryPolicy();
    return placedOnce && count(step -> step.kind().isRejection()) > 1;
  }

  /** Returns whether the order is placed with a retry policy. */
  boolean hasRetryPolicy() {
    return has(Interruption.RETRY) || has(StepKind.UNKNOWN);
  }

  boolean hasUsualTiming() {
    return timing.equals(Explorer.TIMING);
  }

  /** Returns whether all faults of this schedule are among these. */
  boolean hasOnly(StepKind... faults) {
    return unusual().allMatch(Set.of(faults)::contains);
  }

  /** Returns the faults of both alphabets, in order. */
  private Stream<StepKind> unusual() {
    return steps.stream().map(Step::kind).filter(kind -> kind.isFault() || kind.isSpecial());
  }

  /** Returns whether the last fault is an outage. */
  boolean endsInOutage() {
    return endsIn(StepKind::isOutage);
  }

  boolean endsIn(StepKind kind) {
    return endsIn(last -> last == kind);
  }

  private boolean endsIn(Predicate<StepKind> such) {
    return !steps.isEmpty() && such.test(steps.get(steps.size() - 1).kind());
  }

  boolean hasOutage() {
    return any(step -> step.kind().isOutage());
  }

  /** Returns whether an outage of tokens begins when an expired one has to be replaced. */
  boolean isTokenOutageAfterExpiry() {
    return unusual().toList().equals(List.of(StepKind.EXPIRED, StepKind.TOKEN_OUTAGE));
  }

  boolean isInterruptedAtFailedCreate() {
    return any(step -> step.isInterrupted() && step.kind().isFailedCreate());
  }

  boolean has(StepKind kind) {
    return any(step -> step.kind() == kind);
  }

  boolean has(Interruption interruption) {
    return any(step -> step.interruption() == interruption);
  }

  /** Returns a schedule with the first {@code count} steps and one more. */
  Schedule prefixWith(int count, Step next) {
    return new Schedule(
        timing, Stream.concat(steps.stream().limit(count), Stream.of(next)).toList());
  }

  @Override
  public String toString() {
    String text = steps.stream().map(Step::toString).collect(Collectors.joining(","));
    return hasUsualTiming() ? text : limits(timing) + ": " + text;
  }

  /** Returns the limits as text, such as {@code D=10m L=4m}. */
  private static String limits(TimingGuarantees timing) {
    return "D=%s L=%s".formatted(text(timing.maxWriteDelay()), text(timing.maxReadLag()));
  }

  private static String text(Duration duration) {
    return duration.toString().replace("PT", "").toLowerCase(Locale.ROOT);
  }
}
