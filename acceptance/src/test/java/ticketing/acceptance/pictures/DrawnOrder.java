package ticketing.acceptance.pictures;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ticketing.runner.run.code.Strategies;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.testkit.Timeline;
import ticketing.testkit.explorer.Explorer;
import ticketing.testkit.explorer.StrategyUnderTest;

/**
 * Runs an order under the fault schedule that is typical of a strategy.
 *
 * @param strategy the name, such as {@code 03-validate-loop}
 * @param headline the fault, in a few words
 * @param steps the steps, in order
 */
record DrawnOrder(String strategy, String headline, List<DrawnStep> steps) {
  private static final Pattern TICKET = Pattern.compile("TICKET-\\d+");

  /**
   * The number of runs. The shortest pause of all runs counts: a busy machine only makes pauses
   * longer.
   */
  private static final int RUNS = 3;

  /**
   * The tolerance for pauses that are measured too short, because the journal's entries are dated
   * slightly late.
   */
  private static final Duration TOLERANCE = Duration.ofMillis(250);

  /** Runs all orders of {@code resources/timelines.txt}; that file explains its format. */
  static List<DrawnOrder> all(Workshop workshop) {
    return Stage.text(workshop.root().resolve("resources/timelines.txt"))
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(" *\\| *"))
        .map(part -> new DrawnOrder(part[0], part[2], run(workshop, part[0], part[1])))
        .toList();
  }

  private static List<DrawnStep> run(Workshop workshop, String strategy, String schedule) {
    StrategyUnderTest underTest = Strategies.of(workshop, strategy, false);
    List<List<Timeline.Entry>> runs =
        Stream.generate(() -> Explorer.run(underTest, schedule).timeline()).limit(RUNS).toList();
    List<String> texts = texts(runs.get(0));
    assertThat(runs).extracting(DrawnOrder::texts).containsOnly(texts);
    List<DrawnStep> steps = new ArrayList<>();
    Duration at = Duration.ZERO;
    for (int i = 0; i < texts.size(); i++) {
      int step = i;
      at = at.plus(runs.stream().map(run -> pauseBefore(run, step)).min(Duration::compareTo).get());
      steps.add(DrawnStep.of(at, texts.get(i)));
    }
    return steps;
  }

  /** Returns the pause before a step, rounded down to whole seconds. */
  private static Duration pauseBefore(List<Timeline.Entry> run, int step) {
    Duration before = run.get(Math.max(0, step - 1)).since();
    return Duration.ofSeconds(run.get(step).since().minus(before).plus(TOLERANCE).toSeconds());
  }

  /** Returns the lines, with the random ticket numbers replaced by 1, 2, … */
  private static List<String> texts(List<Timeline.Entry> run) {
    Map<String, String> numbers = new LinkedHashMap<>();
    return run.stream()
        .map(
            entry ->
                TICKET
                    .matcher(entry.text())
                    .replaceAll(
                        found ->
                            numbers.computeIfAbsent(
                                found.group(), ticket -> "TICKET-" + (numbers.size() + 1))))
        .toList();
  }

  /** Returns whether this is the strategy with the idempotency key, drawn only for comparison. */
  boolean isKey() {
    return strategy.equals(Strategies.KEY);
  }

  /** Returns the name of the picture. */
  String picture() {
    return "timeline-" + strategy;
  }

  /** Returns whether there is exactly one ticket and the customer has its number. */
  boolean isRight() {
    return tickets().size() == 1 && end().equals("returned " + tickets().get(0));
  }

  /** Returns the result in a few words. */
  String result() {
    if (isRight()) {
      return "one ticket, and the customer has its number";
    }
    return switch (tickets().size()) {
      case 0 -> "no ticket";
      case 1 -> "the order is reported as failed, but a ticket exists";
      default -> "the seat is sold " + (tickets().size() == 2 ? "twice" : "more than twice");
    };
  }

  /** Returns the title of the picture: the strategy and the fault. */
  String title() {
    return (isKey() ? "An idempotency key, for comparison" : strategy) + ": " + headline;
  }

  /** Returns a description for readers who cannot see the picture. */
  String description() {
    String steps =
        this.steps.stream()
            .map(step -> (step.isEnd() ? "the workflow" : step.call()) + ": " + step.outcome())
            .collect(joining("; "));
    return "%s. %s. In the end: %s.".formatted(title(), steps, result());
  }

  private List<String> tickets() {
    return steps.stream()
        .filter(DrawnStep::isNewTicket)
        .flatMap(step -> step.ticket().stream())
        .toList();
  }

  private String end() {
    return steps.stream().filter(DrawnStep::isEnd).reduce((first, last) -> last).get().outcome();
  }
}
