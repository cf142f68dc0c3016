package ticketing.testkit.explorer;

import io.temporal.common.WorkflowExecutionHistory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import ticketing.testkit.WorkflowResult;
import ticketing.testkit.explorer.SchedulePlan.TakenStep;

/**
 * The outcome of one order under one schedule, after all late writes.
 *
 * @param takenSteps all steps, including those after the end of the schedule
 * @param settled the indexes in {@code takenSteps} of the steps after which the workflow settled
 * @param runs the runs, in order; more than one if the order was placed again
 * @param tickets the ticket numbers of the order
 * @param timeline the events, with their times
 * @param evidence the other facts that the invariants need
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
   * @param since the skipped time since the first entry
   * @param text an entry of the ticket system's journal, or an event of the workflow
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
   * @param took the duration, in skipped time
   * @param creates the number of createTicket calls of the order by the end of this run
   * @param tickets the tickets in the ledger at the end of this run
   * @param memo the memo of a cancelled run; null if it recorded nothing
   */
  public record Run(
      WorkflowResult result, Duration took, int creates, List<String> tickets, String memo) {}

  /**
   * The facts that results and tickets do not show.
   *
   * @param ticketBeforeLastCreate the ticket that had been acknowledged before the last create, if
   *     any
   * @param secondStarterResult the result of a second starter, if there was one
   * @param leftCreateOpen whether the workflow ended while one of its creates was still open
   * @param clockStopped whether skipped time did not advance afterwards, because a call was still
   *     open
   * @param exceededCallLimit whether the workflow was terminated because it made too many calls
   * @param histories the histories of all runs and of everything that they started
   * @param differenceInReplay where a restarted worker takes a different path, if anywhere
   * @param secretInHistory whether the card number is in a history
   */
  public record Evidence(
      Optional<String> ticketBeforeLastCreate,
      Optional<WorkflowResult> secondStarterResult,
      boolean leftCreateOpen,
      boolean clockStopped,
      boolean exceededCallLimit,
      List<WorkflowExecutionHistory> histories,
      Optional<String> differenceInReplay,
      boolean secretInHistory) {

    /** Returns the number of events in the longest history. */
    int events() {
      return histories.stream().mapToInt(history -> history.getEvents().size()).max().orElse(0);
    }
  }

  /** Returns the complete schedule: all steps, to the end. */
  public Schedule schedule() {
    return new Schedule(takenSteps.stream().map(TakenStep::step).toList());
  }

  /**
   * Returns whether a rerun may have a different outcome: on a busy machine, the test service can
   * lose a task or count its clock locks wrongly.
   */
  boolean isDoubtful() {
    return isStuck() && !evidence.exceededCallLimit() || evidence.clockStopped();
  }

  /** Returns whether a workflow, or a call of one, is still open. */
  boolean leavesSomethingOpen() {
    return isStuck() || evidence.leftCreateOpen() || evidence.clockStopped();
  }

  /** Returns whether a run has not ended. */
  public boolean isStuck() {
    return runs.stream().anyMatch(run -> run.result().kind() == WorkflowResult.Kind.STUCK);
  }

  /** Returns the timeline and the tickets as text; omits the middle of a long timeline. */
  public String printed() {
    StringBuilder text = new StringBuilder();
    int omitted = Math.max(0, timeline.size() - MAX_LINES);
    for (int i = 0; i < timeline.size(); i++) {
      if (omitted > 0 && i == MAX_LINES / 2) {
        text.append("           … %d more …%n".formatted(omitted));
        i += omitted;
      }
      text.append("  %s%n".formatted(timeline.get(i)));
    }
    return text.append("  In the end: ")
        .append(tickets.isEmpty() ? "no ticket" : String.join(" and ", tickets))
        .append(" in the ledger.")
        .toString();
  }
}
