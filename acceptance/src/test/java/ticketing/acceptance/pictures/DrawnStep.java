package ticketing.acceptance.pictures;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A step of a timeline: a call of the ticket system, a late write, or the end of the workflow.
 *
 * @param at the time since the order was placed, in whole seconds
 * @param call the call, such as {@code createTicket #1}; empty for the end of the workflow
 * @param outcome the outcome, as the journal prints it
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

  /** Returns whether this is the end of the workflow. */
  boolean isEnd() {
    return call.isEmpty();
  }

  /**
   * Returns whether this is a late write: it happens after the caller has given up, and the
   * workflow does not notice it.
   */
  boolean isLateWrite() {
    return outcome.endsWith(" late") && !isWritePending();
  }

  /** Returns whether this createTicket call got no answer and may still write. */
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
   * Returns whether this step creates or looks up a ticket, or ends the workflow. The strategies
   * differ only in these steps.
   */
  boolean isAboutTickets() {
    return isEnd() || call.contains("Ticket #");
  }

  /** Returns the ticket that the call wrote, or that already existed. */
  Optional<String> ticket() {
    Matcher written = WRITTEN.matcher(outcome);
    return written.matches() ? Optional.of(written.group(1)) : Optional.empty();
  }

  /** Returns whether this step adds a ticket to the ledger. */
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
