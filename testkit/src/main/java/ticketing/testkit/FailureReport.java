package ticketing.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import ticketing.order.Strategy;
import ticketing.system.Journal;
import ticketing.system.Operation;

/** Writes an {@link ExplainedFailure}, of at most {@value #MAX_LINES} lines. */
final class FailureReport {
  static final int MAX_LINES = 13;
  private static final int MAX_EVENTS = 8;
  private static final int MANY_CALLS = 10;

  private FailureReport() {}

  /**
   * Explains a failure.
   *
   * @param because what the test teaches; empty if nothing
   * @param result null if the workflow has not ended
   */
  static ExplainedFailure of(
      Strategy strategy,
      String because,
      String expected,
      WorkflowResult result,
      List<String> tickets,
      List<Journal.Entry> journal,
      Instant start) {
    String workflow = result == null ? "has not ended" : result.words();
    boolean stuck = result != null && result.kind() == WorkflowResult.Kind.STUCK;
    boolean threw = result != null && result.kind() == WorkflowResult.Kind.CODE_THREW;
    String count = tickets(tickets.size());
    String numbers = tickets.isEmpty() ? "" : " (" + String.join(", ", tickets) + ")";
    List<String> lines = new ArrayList<>();
    lines.add(
        sentence(
            "The order has %s%s, and its workflow %s%s"
                .formatted(count, numbers, workflow, stuck ? calls(journal) : "")));
    lines.add("Expected: " + expected + ".");
    if (!because.isEmpty()) {
      lines.add("Why:      " + because);
    }
    lines.addAll(timeline(journal, start));
    lines.add("Read on:  exercises/" + strategy.name() + "/README.md");
    String headline =
        stuck || threw
            ? sentence("The workflow " + workflow)
            : "The order has %s, and its workflow %s. Expected: %s."
                .formatted(count, workflow, expected);
    return new ExplainedFailure(headline, String.join("\n", lines));
  }

  private static String sentence(String words) {
    return words.endsWith("?") ? words : words + ".";
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
  private static String calls(List<Journal.Entry> journal) {
    Map<Operation, Integer> calls = new EnumMap<>(Operation.class);
    journal.forEach(entry -> calls.merge(entry.operation(), entry.call(), Math::max));
    return calls.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .filter(most -> most.getValue() > MANY_CALLS)
        .map(most -> ", after %d calls of %s".formatted(most.getValue(), most.getKey()))
        .orElse("");
  }

  private static List<String> timeline(List<Journal.Entry> journal, Instant start) {
    List<String> lines = new ArrayList<>();
    for (Journal.Entry entry : journal) {
      String label = lines.isEmpty() ? "Timeline: " : "          ";
      lines.add(label + clock(Duration.between(start, entry.at())) + " " + entry);
    }
    if (lines.size() > MAX_EVENTS) {
      int hidden = lines.size() - MAX_EVENTS + 1;
      List<String> middle = lines.subList(MAX_EVENTS / 2, MAX_EVENTS / 2 + hidden);
      middle.clear();
      middle.add("          … " + hidden + " more …");
    }
    return lines;
  }

  /** Returns a duration as minutes and seconds, such as 01:30. */
  static String clock(Duration duration) {
    long hours = duration.toHours();
    String minutes = "%02d:%02d".formatted(duration.toMinutesPart(), duration.toSecondsPart());
    return hours == 0 ? minutes : hours + ":" + minutes;
  }
}
