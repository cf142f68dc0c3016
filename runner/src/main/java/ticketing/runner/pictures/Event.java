package ticketing.runner.pictures;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that is drawn: a call of the ticket system, a late create that lands, or the end of the
 * workflow.
 *
 * @param at in whole seconds since the order was placed
 * @param call which call it belongs to, such as {@code createTicket #1}; empty for the workflow's
 *     end
 * @param outcome in the journal's words
 */
record Event(Duration at, String call, String outcome) {
  private static final Pattern CALL = Pattern.compile("(\\w+ #\\d+) → (.*)");
  private static final Pattern END = Pattern.compile("the workflow (.*)");
  private static final Pattern WRITTEN = Pattern.compile("(TICKET-\\d+) (stored|again).*");

  /** The event that these words tell. */
  static Event of(Duration at, String text) {
    Matcher call = CALL.matcher(text);
    if (call.matches()) {
      return new Event(at, call.group(1), call.group(2));
    }
    Matcher end = END.matcher(text);
    if (end.matches()) {
      return new Event(at, "", end.group(1));
    }
    throw new IllegalArgumentException("No picture is known for: " + text);
  }

  /** Whether the workflow ends. */
  boolean isEnd() {
    return call.isEmpty();
  }

  /** Whether a create lands whose caller has given up; the workflow does not notice. */
  boolean isLanding() {
    return outcome.endsWith(" late") && !isGivenUp();
  }

  /** Whether a create gets no answer and is still under way. */
  boolean isGivenUp() {
    return outcome.startsWith("no answer");
  }

  /** Whether the answer is lost on its way. */
  boolean isLost() {
    return outcome.endsWith("the response was lost");
  }

  /** Whether the caller gets an answer. */
  boolean isAnswered() {
    return !isLost() && !isGivenUp();
  }

  /** The operation alone. */
  String operation() {
    return call.replaceAll(" #\\d+$", "");
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
    if (isLost()) {
      return "the response is lost";
    }
    return isGivenUp() ? "no answer" : ticket().orElse(outcome);
  }
}
