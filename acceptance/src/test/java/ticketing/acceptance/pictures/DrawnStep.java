package ticketing.acceptance.pictures;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A step of a timeline: a call of the ticket system, a late write, or the end of the workflow.
 *
 * @param at whole seconds since the order was placed
 * @param call such as {@code createTicket #1}; empty for the workflow's end
 * @param outcome as the journal prints it
 */
record DrawnStep(Duration at, String call, String outcome) {
  private static final Pattern STEP = Pattern.compile("(?:(\\w+ #\\d+) →|the workflow) (.*)");
  private static final Pattern WRITTEN = Pattern.compile("(TICKET-\\d+) (stored|again).*");

  static DrawnStep of(Duration at, String text) {
    Matcher step = STEP.matcher(text);
    if (!step.matches()) {
      throw new IllegalArgumentException("Not a line of a timeline: " + text);
    }
    return new DrawnStep(at, Optional.ofNullable(step.group(1)).orElse(""), step.group(2));
  }

  /** Returns whether the workflow ends. */
  boolean isEnd() {
    return call.isEmpty();
  }

  /**
   * Returns whether a create writes after its caller has given up; the workflow does not notice.
   */
  boolean isLateWrite() {
    return outcome.endsWith(" late") && !isWritePending();
  }

  /** Returns whether a create has timed out and may still write. */
  boolean isWritePending() {
    return outcome.startsWith("no answer");
  }

  boolean isResponseLost() {
    return outcome.endsWith("the response was lost");
  }

  boolean hasResponse() {
    return !isResponseLost() && !isWritePending();
  }

  /**
   * Returns whether it creates or finds a ticket, or ends the workflow. Strategies differ only in
   * these.
   */
  boolean isAboutTickets() {
    return isEnd() || call.contains("Ticket #");
  }

  /** Returns the ticket that a create wrote, or found written already. */
  Optional<String> ticket() {
    Matcher written = WRITTEN.matcher(outcome);
    return written.matches() ? Optional.of(written.group(1)) : Optional.empty();
  }

  /** Returns whether the ledger has one more ticket. */
  boolean isNewTicket() {
    return ticket().isPresent() && outcome.contains(" stored");
  }

  /** Returns what the caller receives. */
  String response() {
    if (isResponseLost()) {
      return "the response is lost";
    }
    return isWritePending() ? "no answer" : ticket().orElse(outcome);
  }
}
