package ticketing.testkit.explorer;

import io.temporal.common.WorkflowExecutionHistory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ticketing.testkit.OrderVerdict;
import ticketing.testkit.Timeline;
import ticketing.testkit.WorkflowResult;
import ticketing.testkit.explorer.SchedulePlan.Option;

/**
 * The outcome of one order under one schedule, after all late writes.
 *
 * @param options what else was possible
 * @param schedule the complete schedule: all steps, to the end
 * @param runs the runs, in order; more than one if the order was placed again
 * @param mismatch where the schedule does not match this workflow; empty if it does
 */
public record Outcome(
    List<Option> options,
    Schedule schedule,
    List<Run> runs,
    List<String> tickets,
    List<Timeline.Entry> timeline,
    Evidence evidence,
    Optional<String> mismatch) {
  /**
   * One run of the order's workflow.
   *
   * @param took the duration, in skipped time
   * @param creates the number of createTicket calls during this run
   * @param tickets the tickets in the ledger at the end of this run
   * @param memo what the run recorded of its ticket; null if nothing
   */
  public record Run(
      WorkflowResult result, Duration took, int creates, List<String> tickets, String memo) {}

  /**
   * The facts that results and tickets do not show.
   *
   * @param ticketBeforeLastCreate the ticket that was acknowledged before the last create, if any
   * @param leftCreateOpen whether the workflow ended while one of its creates was still open
   * @param clockStopped whether skipped time did not advance afterwards: a call was still open
   * @param endless whether the workflow certainly never ends: it makes too many calls, or loops
   * @param histories the histories of all runs and of everything that they started
   * @param differenceInReplay where a restarted worker takes a different path, if anywhere
   * @param eventWithCard the event that the card number is in, if any
   */
  public record Evidence(
      Optional<String> ticketBeforeLastCreate,
      Optional<WorkflowResult> secondStarterResult,
      boolean leftCreateOpen,
      boolean clockStopped,
      boolean endless,
      List<WorkflowExecutionHistory> histories,
      Optional<String> differenceInReplay,
      Optional<String> eventWithCard) {

    /** Returns the number of events in the longest history. */
    int events() {
      return histories.stream().mapToInt(history -> history.getEvents().size()).max().orElse(0);
    }
  }

  /** Returns whether a rerun may differ: a busy test service may lose tasks or miscount locks. */
  boolean isDoubtful() {
    return isStuck() && !evidence.endless() || evidence.clockStopped() || mismatch.isPresent();
  }

  /** Returns whether a workflow, or a call of one, is still open. */
  boolean leavesSomethingOpen() {
    return isStuck() || evidence.leftCreateOpen() || evidence.clockStopped();
  }

  /** Returns whether the workflow made the calls of its schedule, or is stuck. */
  public boolean followsSchedule() {
    return isStuck() || mismatch.isEmpty();
  }

  /** Returns whether a run has not ended. */
  public boolean isStuck() {
    return runs.stream().anyMatch(run -> run.result().kind() == WorkflowResult.Kind.STUCK);
  }

  /** Returns the limits, the timeline and the tickets as text. */
  public String printed() {
    return Stream.of(
            Stream.of(Timeline.limits(schedule.world().timing())),
            Timeline.lines(timeline).stream(),
            Stream.of("In the end: %s in the ledger.".formatted(OrderVerdict.list(tickets))))
        .flatMap(lines -> lines)
        .map(line -> "  " + line)
        .collect(Collectors.joining(System.lineSeparator()));
  }
}
