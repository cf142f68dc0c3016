package ticketing.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Explains a failed test.
 *
 * @param order what is known of its order
 * @param test the name of the test's method; empty if there is none
 * @param because what the test teaches; empty if nothing
 */
record FailureReport(Diagnosis order, String test, String because, Timeline timeline) {
  private static final int MANY_CALLS = 10;
  private static final String INDENTATION = " ".repeat(10);

  private static final String RETRIED =
      "Temporal does not fail a workflow whose code throws such an exception. It runs the code"
          + " again and again, until you have changed it and restarted the worker. The test does not"
          + " wait for that.";

  private static final String FAIL_ON_PURPOSE =
      " To fail a workflow on purpose, throw the failure that you have caught, or one of"
          + " OrderFailures.";

  ExplainedFailure failure(String expected) {
    Optional<String> cause = order.cause();
    WorkflowResult result = order.result();
    List<String> tickets = order.tickets();
    String workflow = result == null ? "has not ended" : words(cause.isPresent());
    boolean stuck = result != null && result.kind() == WorkflowResult.Kind.STUCK;
    boolean threw = result != null && result.kind() == WorkflowResult.Kind.CODE_THREW;
    String count = tickets(tickets.size());
    String numbers = tickets.isEmpty() ? "" : " (" + String.join(", ", tickets) + ")";
    List<String> lines = new ArrayList<>();
    lines.add(
        sentence(
            "The order has %s%s, and its workflow %s"
                .formatted(
                    count,
                    numbers,
                    stuck ? workflow.replaceFirst("(: [^:]*\\?)?$", calls() + "$1") : workflow)));
    lines.add("Expected: " + expected + ".");
    boolean unwritten = threw && result.words().contains("UnsupportedOperationException");
    String reason = !threw ? because : unwritten ? RETRIED : RETRIED + FAIL_ON_PURPOSE;
    if (!reason.isEmpty()) {
      lines.add("Why:      " + reason);
    }
    cause.ifPresent(why -> lines.add("Cause:    " + why));
    List<String> events = Timeline.lines(timeline.entries());
    if (!events.isEmpty()) {
      lines.add("Timeline: " + Timeline.limits(order.timing()));
      events.forEach(line -> lines.add(INDENTATION + line));
    }
    lines.add(
        "Read on:  exercises/"
            + (threw || test.isEmpty()
                ? order.strategy().name() + "/README.md"
                : "lessons.md#" + test.replace('_', '-')));
    String headline =
        stuck || threw
            ? sentence("The workflow " + workflow)
            : sentence("The order has %s, and its workflow %s".formatted(count, workflow))
                + " Expected: %s.".formatted(expected);
    return new ExplainedFailure(headline, String.join("\n", lines));
  }

  /** Returns what the workflow did; a cause answers the question at its end. */
  private String words(boolean withoutQuestion) {
    WorkflowResult result = order.result();
    String words = withoutQuestion ? result.words().replaceFirst(": .*\\?$", "") : result.words();
    return order
        .ownHistories()
        .flatMap(history -> Histories.wrapper(Histories.failure(history)).stream())
        .reduce((earlier, last) -> last)
        .filter(around -> !words.contains(" around "))
        .map(around -> words.replaceFirst("^failed with ", "failed with " + around + " around "))
        .orElse(words);
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
    return order.counts().entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .filter(most -> most.getValue() > MANY_CALLS)
        .map(most -> ", after %d calls of %s".formatted(most.getValue(), most.getKey()))
        .orElse("");
  }
}
