package ticketing.testkit.explorer;

import io.temporal.common.WorkflowExecutionHistory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import ticketing.testkit.WorkflowResult;
import ticketing.testkit.explorer.SchedulePlan.TakenStep;

/**
 * The outcome of one order under one schedule, after every late write.
 *
 * @param takenSteps every step, those after the schedule's end too
 * @param settled after which steps of {@code takenSteps} the workflow settled
 * @param runs in their order; more than one where the order was placed again
 * @param tickets the numbers of its tickets
 * @param timeline what happened when
 * @param evidence what else the invariants are about
 * @param mismatch where the schedule does not match this workflow; empty if it does
 */
public record Outcome(
    List<TakenStep> takenSteps,
    List<Integer> settled,
    List<Run> runs,
    List<String> tickets,
    List<TimelineEntry> timeline,
    Evidence evidence,
    Optional<String> mismatch) {
  private static final int MAX_LINES = 24;

  /**
   * Something that happened to the order.
   *
   * @param since how long after the first entry, in skipped time
   * @param text an entry of the ticket system's journal, or what happened to the workflow
   */
  public record TimelineEntry(Duration since, String text) {
    @Override
    public String toString() {
      String time =
          "%d:%02d:%02d"
              .formatted(since.toHoursPart(), since.toMinutesPart(), since.toSecondsPart());
      return (since.toDays() == 0 ? time : "day " + since.toDays() + ", " + time) + "  " + text;
    }
  }

  /**
   * One run of the order's workflow.
   *
   * @param took in skipped time
   * @param creates how many creates the order had made by its end
   * @param tickets what was in the ledger at its end
   * @param memo what a cancelled run recorded in its memo; null if nothing
   */
  public record Run(
      WorkflowResult result, Duration took, int creates, List<String> tickets, String memo) {}

  /**
   * What results and tickets do not show.
   *
   * @param createdAfter the ticket after whose acknowledgement there was another create, if any
   * @param secondResult what a second starter got, if there was one
   * @param leftOpen whether the workflow ended while a create of it was still open
   * @param clockStands whether skipped time stood still afterwards: something was still open
   * @param endless whether it was terminated because it made too many calls
   * @param histories of all runs, and of what they led to
   * @param differenceInReplay where a restarted worker would take another path, if anywhere
   * @param secretInHistory whether the card number is in a history
   */
  public record Evidence(
      Optional<String> createdAfter,
      Optional<WorkflowResult> secondResult,
      boolean leftOpen,
      boolean clockStands,
      boolean endless,
      List<WorkflowExecutionHistory> histories,
      Optional<String> differenceInReplay,
      boolean secretInHistory) {

    /** Returns how many events the longest history has. */
    int events() {
      return histories.stream().mapToInt(history -> history.getEvents().size()).max().orElse(0);
    }
  }

  /** Returns the schedule as it happened: every step, to the end. */
  public Schedule schedule() {
    return new Schedule(takenSteps.stream().map(TakenStep::step).toList());
  }

  /**
   * Returns whether another run may have another outcome: on a busy machine the test service can
   * lose a task, or count wrongly who stops its clock.
   */
  boolean isDoubtful() {
    return isStuck() && !evidence.endless() || evidence.clockStands();
  }

  /** Returns whether a workflow, or a call of one, is still open. */
  boolean leavesSomethingOpen() {
    return isStuck() || evidence.leftOpen() || evidence.clockStands();
  }

  /** Returns whether a run did not end. */
  public boolean isStuck() {
    return runs.stream().anyMatch(run -> run.result().kind() == WorkflowResult.Kind.STUCK);
  }

  /** Returns the timeline and the tickets as text; a long timeline without its middle. */
  public String printed() {
    StringBuilder text = new StringBuilder();
    int hidden = Math.max(0, timeline.size() - MAX_LINES);
    for (int i = 0; i < timeline.size(); i++) {
      if (hidden > 0 && i == MAX_LINES / 2) {
        text.append("           … %d more …%n".formatted(hidden));
        i += hidden;
      }
      text.append("  %s%n".formatted(timeline.get(i)));
    }
    return text.append("  In the end: ")
        .append(tickets.isEmpty() ? "no ticket" : String.join(" and ", tickets))
        .append(" in the ledger.")
        .toString();
  }
}
