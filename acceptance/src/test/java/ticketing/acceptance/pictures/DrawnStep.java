package ticketing.acceptance.pictures;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A step of an order, as a timeline shows it: a call of the ticket system, a late write, or the end
 * of the workflow.
 *
 * @param at whole seconds since the order was placed
 * @param call such as {@code createTicket #1}; empty for the workflow's end
 * @param outcome in the journal's words
 */
record DrawnStep(Duration at, String call, String outcome) {
  private static final Pattern STEP = Pattern.compile("(?:(\\w+ #\\d+) →|the workflow) (.*)");
  private static final Pattern WRITTEN = Pattern.compile("(TICKET-\\d+) (stored|again).*");

  static DrawnStep of(Duration at, String text) {
    Matcher step = STEP.matcher(text);
    if (!step.matches()) {
      throw new IllegalArgumentException("Cannot be drawn: " + text);
    }
    return new DrawnStep(at, Optional.ofNullable(step.group(1)).orElse(""), step.group(2));
  }

  /** Whether the workflow ends. */
  boolean isEnd() {
    return call.isEmpty();
  }

  /** Whether a create writes after its caller has given up; the workflow does not notice. */
  boolean isLateWrite() {
    return outcome.endsWith(" late") && !isGivenUp();
  }

  /** Whether a create gets no answer and may still write. */
  boolean isGivenUp() {
    return outcome.startsWith("no answer");
  }

  boolean isResponseLost() {
    return outcome.endsWith("the response was lost");
  }

  boolean isAnswered() {
    return !isResponseLost() && !isGivenUp();
  }

  /** Whether it is about tickets: in all else the strategies do not differ. */
  boolean isAboutTickets() {
    return isEnd() || call.contains("Ticket #");
  }

  /** The ticket that a create wrote, or found written already. */
  Optional<String> ticket() {
    Matcher written = WRITTEN.matcher(outcome);
    return written.matches() ? Optional.of(written.group(1)) : Optional.empty();
  }

  /** Whether the ledger has one more ticket. */
  boolean isNewTicket() {
    return ticket().isPresent() && outcome.contains(" stored");
  }

  /** What the caller hears. */
  String answer() {
    if (isResponseLost()) {
      return "the response is lost";
    }
    return isGivenUp() ? "no answer" : ticket().orElse(outcome);
  }
}
