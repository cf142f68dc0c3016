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

/** Writes a {@link ExplainedFailure}: at most {@value #MOST_LINES} lines. */
final class FailureReport {
  static final int MOST_LINES = 14;
  private static final int MOST_EVENTS = 8;
  private static final int MANY_CALLS = 10;

  private FailureReport() {}

  static ExplainedFailure of(
      Strategy strategy,
      String because,
      String expected,
      WorkflowResult ending,
      List<String> tickets,
      List<Journal.Entry> journal,
      Instant begin) {
    List<String> lines = new ArrayList<>();
    if (!because.isEmpty()) {
      lines.add(because);
    }
    String ended = ending == null ? "has not ended" : ending.words() + calls(ending, journal);
    lines.add("Expected: " + expected + ".");
    lines.add("Workflow: " + ended);
    lines.add("Ledger:   " + (tickets.isEmpty() ? "no ticket" : String.join(", ", tickets)));
    lines.addAll(timeline(journal, begin));
    lines.add("Read on:  exercises/" + strategy.name() + "/README.md");
    return new ExplainedFailure(headline(expected, ending, tickets), String.join("\n", lines));
  }

  /** Where a workflow did not end, how often it did what it did. */
  private static String calls(WorkflowResult ending, List<Journal.Entry> journal) {
    if (ending.kind() != WorkflowResult.Kind.STUCK) {
      return "";
    }
    Map<Operation, Integer> calls = new EnumMap<>(Operation.class);
    journal.forEach(entry -> calls.merge(entry.operation(), entry.call(), Math::max));
    return calls.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .filter(most -> most.getValue() > MANY_CALLS)
        .map(most -> "; it has called " + most.getKey() + " " + most.getValue() + " times")
        .orElse("");
  }

  /** The whole in one line: what the workflow's own code did wrong, or else what is missing. */
  private static String headline(String expected, WorkflowResult ending, List<String> tickets) {
    if (ending != null
        && (ending.kind() == WorkflowResult.Kind.CODE_THREW
            || ending.kind() == WorkflowResult.Kind.STUCK)) {
      return ending.words();
    }
    return "expected: "
        + expected
        + " ("
        + (ending == null ? "" : ending.words() + ", ")
        + tickets.size()
        + " in the ledger)";
  }

  private static List<String> timeline(List<Journal.Entry> journal, Instant begin) {
    List<String> lines = new ArrayList<>();
    int hidden = Math.max(0, journal.size() - MOST_EVENTS);
    for (int i = 0; i < journal.size(); i++) {
      if (hidden > 0 && i == MOST_EVENTS / 2) {
        lines.add("          … " + (hidden + 1) + " more …");
        i += hidden;
        continue;
      }
      Journal.Entry entry = journal.get(i);
      lines.add(
          (i == 0 ? "Timeline: " : "          ")
              + clock(Duration.between(begin, entry.at()))
              + " "
              + entry);
    }
    return lines;
  }

  /** As minutes and seconds, such as 01:30. */
  static String clock(Duration duration) {
    long hours = duration.toHours();
    String minutes = "%02d:%02d".formatted(duration.toMinutesPart(), duration.toSecondsPart());
    return hours == 0 ? minutes : hours + ":" + minutes;
  }
}
