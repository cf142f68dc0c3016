package ticketing.testkit.explorer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import ticketing.system.Operation;

/**
 * What happens to one order, step by step. After the last step nothing goes wrong any more.
 *
 * @param steps in their order
 */
public record Schedule(List<Step> steps) {
  /** Nothing goes wrong at all. */
  static final Schedule NO_FAULTS = new Schedule(List.of());

  private static final int MOST_STEPS = 100;

  public Schedule {
    steps = List.copyOf(steps);
  }

  /**
   * The schedule that {@link #toString} wrote.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Schedule parse(String text) {
    List<Step> steps = new ArrayList<>();
    for (String word : text.split(",", -1)) {
      String name = word.strip();
      steps.add(
          Step.parse(name)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "A schedule has no step \"%s\". Its steps, separated by commas, are%n%s"
                              .formatted(abbreviated(name), glossary()))));
    }
    Schedule schedule = new Schedule(steps);
    if (schedule.disturbances() > 1 || steps.size() > MOST_STEPS) {
      throw new IllegalArgumentException(
          "A schedule has at most one disturbance (a step with \"+\") and "
              + MOST_STEPS
              + " steps.");
    }
    return schedule;
  }

  private static String abbreviated(String text) {
    return text.length() <= 30 ? text : text.substring(0, 30) + "…";
  }

  private static String glossary() {
    return """
          createTicket  ok
                        before      fails before the write
                        after       writes, and the response is lost
                        late        fails, and writes within D
                        too-late    fails, and writes long after D: outside the timing guarantees
                        reject      is refused, and so is every later one
          findTicket    fresh       tells the truth
                        down        no answer
                        stale       does not see a ticket that is younger than L
                        too-stale   does not see an older one either: outside the timing guarantees
        One of them, at most, with something that happens meanwhile (ok+cancel):
          +cancel       the workflow is asked to cancel; once it has ended, the order is placed again
          +restart      the worker dies, and the answer with it; another one starts
          +again        the order is placed a second time
          ok+terminate  the workflow is terminated, its child goes on, the order is placed again
          reservation+… while the reservation is looked up    settle+… in the middle of a settling
          end+again     the order is placed again when its workflow has ended
          end+much-later  the same, when Temporal has forgotten it
        Such as: fresh,late,fresh. After the last step nothing goes wrong any more."""
        .formatted();
  }

  /** How many faults it has. */
  int faults() {
    return (int) steps.stream().filter(step -> step.word().isFault()).count();
  }

  /** Whether the ticket system breaks its timing guarantees somewhere. */
  public boolean isOutside() {
    return steps.stream().anyMatch(step -> step.word().isOutside());
  }

  /** How many disturbances it has, at most one. */
  public int disturbances() {
    return (int) steps.stream().filter(Step::isDisturbed).count();
  }

  /** Whether it has this disturbance. */
  boolean has(Interruption what) {
    return steps.stream().anyMatch(step -> step.disturbance() == what);
  }

  /** How many creates it has. */
  int creates() {
    return (int)
        steps.stream().filter(step -> step.word().operation() == Operation.CREATE_TICKET).count();
  }

  /** Its first steps, and one more. */
  Schedule firstAnd(int count, Step next) {
    List<Step> changed = new ArrayList<>(steps.subList(0, count));
    changed.add(next);
    return new Schedule(changed);
  }

  @Override
  public String toString() {
    return steps.stream().map(Step::toString).collect(Collectors.joining(","));
  }
}
