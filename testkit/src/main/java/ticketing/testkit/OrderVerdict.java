package ticketing.testkit;

import java.util.List;
import java.util.Optional;
import ticketing.order.CancellationMemo;

/**
 * The judge of one order: whether its seat was sold exactly once, and whether its customer was told
 * the truth. Tests, explorer, demonstrations and the live page ask this class.
 *
 * <p>It checks invariants 1 to 4; the explorer, which knows every call and history, checks the rest
 * ({@link ticketing.testkit.explorer}):
 *
 * <ol>
 *   <li>An order has at most one ticket.
 *   <li>A workflow that returns, returns the number of that ticket.
 *   <li>A rejected order has no ticket.
 *   <li>A workflow does not fail in any other way; a cancelled one is judged by its memo.
 * </ol>
 *
 * @param result how the workflow ended, which is what the customer was told
 * @param tickets the numbers of the order's tickets, after every late write
 */
public record OrderVerdict(WorkflowResult result, List<String> tickets) {

  /** Returns the broken invariant, as a sentence; empty if there is none. */
  public Optional<String> violation() {
    if (isSoldTwice()) {
      return Optional.of("The seat was sold %s.".formatted(times(tickets.size())));
    }
    if (isRight()) {
      return Optional.empty();
    }
    String workflow = "The workflow " + result.words();
    return switch (result.kind()) {
      case RETURNED -> Optional.of("%s, but the order has %s.".formatted(workflow, list(tickets)));
      case REJECTED ->
          Optional.of(
              "The workflow reported \"rejected\", but the order has %s.".formatted(list(tickets)));
      case CANCELLED, OUTCOME_UNKNOWN, TERMINATED -> Optional.empty();
      case FAILED ->
          Optional.of(
              "%s. The customer does not learn whether there is a ticket; the order has %s."
                  .formatted(workflow, list(tickets)));
      case CODE_THREW -> Optional.of(workflow + ".");
      case STUCK ->
          Optional.of(
              workflow.endsWith("?")
                  ? workflow
                  : workflow
                      + ". Does it wait for something that never happens, block its thread, or"
                      + " catch Throwable?");
    };
  }

  /** Returns whether the only ticket was returned, or the order rejected and there is none. */
  public boolean isRight() {
    return switch (result.kind()) {
      case RETURNED -> hasOneTicketAndReturnedIt();
      case REJECTED -> tickets.isEmpty();
      default -> false;
    };
  }

  /** Returns whether there is exactly one ticket and the workflow returned its number. */
  public boolean hasOneTicketAndReturnedIt() {
    return tickets.size() == 1 && tickets.get(0).equals(result.ticketId());
  }

  /** Returns whether the seat was sold more than once. */
  public boolean isSoldTwice() {
    return tickets.size() > 1;
  }

  /** Returns whether the workflow returned no ticket number, although there is a ticket. */
  public boolean isReportedAsFailed() {
    return !tickets.isEmpty() && result.kind() != WorkflowResult.Kind.RETURNED;
  }

  /** Returns what the memo of a cancelled workflow has to say if these are the order's tickets. */
  public static String memo(List<String> tickets) {
    return tickets.isEmpty() ? CancellationMemo.NO_TICKET : tickets.get(0);
  }

  /** Returns how often something happened, such as {@code twice}. */
  public static String times(int count) {
    return count == 1 ? "once" : count == 2 ? "twice" : count + " times";
  }

  /** Returns these ticket numbers in words. */
  public static String list(List<String> tickets) {
    return tickets.isEmpty() ? "no ticket" : String.join(" and ", tickets);
  }
}
