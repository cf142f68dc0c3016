package ticketing.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ticketing.order.Strategy;
import ticketing.system.Journal;
import ticketing.system.Operation;
import ticketing.system.TimingGuarantees;

/**
 * Explains a failed test.
 *
 * @param because what the test teaches; empty if nothing
 * @param result null if the workflow has not ended
 * @param cause why it went wrong, if that is known
 * @param tickets the tickets in the ledger, after every late write
 * @param timing the limits that the ticket system served
 */
record FailureReport(
    Strategy strategy,
    String because,
    WorkflowResult result,
    Optional<String> cause,
    List<String> tickets,
    TimingGuarantees timing,
    List<Journal.Entry> journal,
    Timeline timeline) {
  private static final int MANY_CALLS = 10;
  private static final String INDENTATION = " ".repeat(10);

  ExplainedFailure failure(String expected) {
    String workflow =
        result == null
            ? "has not ended"
            // The cause answers a question.
            : cause.isPresent() ? result.words().replaceFirst(": .*\\?$", "") : result.words();
    boolean stuck = result != null && result.kind() == WorkflowResult.Kind.STUCK;
    boolean threw = result != null && result.kind() == WorkflowResult.Kind.CODE_THREW;
    String count = tickets(tickets.size());
    String numbers = tickets.isEmpty() ? "" : " (" + String.join(", ", tickets) + ")";
    List<String> lines = new ArrayList<>();
    lines.add(
        sentence(
            "The order has %s%s, and its workflow %s%s"
                .formatted(count, numbers, workflow, stuck ? calls() : "")));
    lines.add("Expected: " + expected + ".");
    if (!because.isEmpty()) {
      lines.add("Why:      " + because);
    }
    cause.ifPresent(why -> lines.add("Cause:    " + why));
    List<String> events = Timeline.lines(timeline.entries());
    if (!events.isEmpty()) {
      lines.add("Timeline: " + Timeline.limits(timing));
      events.forEach(line -> lines.add(INDENTATION + line));
    }
    lines.add("Read on:  exercises/" + strategy.name() + "/README.md");
    String headline =
        stuck || threw
            ? sentence("The workflow " + workflow)
            : "The order has %s, and its workflow %s. Expected: %s."
                .formatted(count, workflow, expected);
    return new ExplainedFailure(headline, String.join("\n", lines));
  }

  private static String sentence(String words) {
    return words.endsWith("?") || words.endsWith(".") ? words : words + ".";
  }

  /** Returns a number of tickets in words. */
  static String tickets(int count) {
    return switch (count) {
      case 0 -> "no ticket";
      case 1 -> "1 ticket";
      default -> count + " tickets";
    };
  }

  /** Returns which operation was called most often, if that is often. */
  private String calls() {
    Map<Operation, Integer> calls = new EnumMap<>(Operation.class);
    journal.forEach(entry -> calls.merge(entry.operation(), entry.call(), Math::max));
    return calls.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .filter(most -> most.getValue() > MANY_CALLS)
        .map(most -> ", after %d calls of %s".formatted(most.getValue(), most.getKey()))
        .orElse("");
  }

  /** Returns a duration as minutes and seconds, such as 01:30. */
  static String clock(Duration duration) {
    long hours = duration.toHours();
    String minutes = "%02d:%02d".formatted(duration.toMinutesPart(), duration.toSecondsPart());
    return hours == 0 ? minutes : hours + ":" + minutes;
  }
}
