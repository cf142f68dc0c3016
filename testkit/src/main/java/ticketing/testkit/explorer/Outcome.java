package ticketing.testkit.explorer;

import io.temporal.common.WorkflowExecutionHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import ticketing.testkit.WorkflowResult;
import ticketing.testkit.explorer.SchedulePlan.Happened;

/**
 * What came of one order under one schedule, once everything late has landed.
 *
 * @param happened every step, those after the schedule's end too
 * @param settled after which step of {@code happened} the workflow settled, if after any
 * @param ends how its runs ended, in their order; more than one where the order was placed again
 * @param tickets the numbers of its tickets
 * @param timeline what happened when, for people
 * @param evidence what else is to be judged
 * @param impossible why the schedule could not come true, if it could not
 */
public record Outcome(
    List<Happened> happened,
    List<Integer> settled,
    List<End> ends,
    List<String> tickets,
    List<Line> timeline,
    Evidence evidence,
    Optional<String> impossible) {

  /**
   * How one run ended.
   *
   * @param ending in which way, and with which result
   * @param took in skipped time
   * @param creates how many creates the order had made by then
   * @param tickets what was in the ledger at that moment
   * @param kept what a cancelled run left in its memo; null if nothing
   */
  public record End(
      WorkflowResult ending, Duration took, int creates, List<String> tickets, String kept) {}

  /**
   * A line of the timeline.
   *
   * @param at in skipped time
   * @param text what happened
   */
  public record Line(Instant at, String text) {}

  /**
   * What a look at the results does not show.
   *
   * @param createdAfter the ticket after whose acknowledgement there was another create, if any
   * @param toldSecond what a second starter was told that placed the order meanwhile, if there was
   *     one
   * @param leftOpen whether the workflow ended while a call of it was still open
   * @param clockStands whether skipped time stood still afterwards: something was still open
   * @param endless whether it had to be ended, for it called the ticket system again and again
   * @param histories of all its runs and of what came of them
   * @param differenceInReplay where a restarted worker would go another way, if anywhere
   * @param secretInHistory whether the card number stands in a history
   */
  public record Evidence(
      Optional<String> createdAfter,
      Optional<WorkflowResult> toldSecond,
      boolean leftOpen,
      boolean clockStands,
      boolean endless,
      List<WorkflowExecutionHistory> histories,
      Optional<String> differenceInReplay,
      boolean secretInHistory) {

    /** How many events its longest history has. */
    int events() {
      return histories.stream().mapToInt(history -> history.getEvents().size()).max().orElse(0);
    }
  }

  /** The schedule as it came to pass: every step, to the end. */
  public Schedule schedule() {
    return new Schedule(happened.stream().map(Happened::step).toList());
  }

  /**
   * Whether another try may come to something else: on a busy machine the test service can lose a
   * task, or count wrongly who stops its clock.
   */
  boolean isDoubtful() {
    return isStuck() && !evidence.endless() || evidence.clockStands();
  }

  /** Whether something of it is still open: a workflow, or a call of one. */
  boolean leavesSomethingOpen() {
    return isStuck() || evidence.leftOpen() || evidence.clockStands();
  }

  /** Whether a run of it did not end. */
  public boolean isStuck() {
    return ends.stream().anyMatch(end -> end.ending().kind() == WorkflowResult.Kind.STUCK);
  }
}
