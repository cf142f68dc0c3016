package ticketing.runner.pictures;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ticketing.runner.stages.Workshop;
import ticketing.testkit.explorer.Explorer;
import ticketing.testkit.explorer.Moment;

/**
 * What happened to one order, the same each time it is told.
 *
 * @param telling which strategy, and which schedule
 * @param events in their order
 */
record Story(Telling telling, List<Event> events) {
  private static final Pattern TICKET = Pattern.compile("TICKET-\\d+");

  /** A busy machine makes pauses longer, and never shorter: the shortest of so many is taken. */
  private static final int RUNS = 3;

  /** By how much less a pause may be measured than it was: what is told is dated a little late. */
  private static final Duration EARLY = Duration.ofMillis(250);

  /** Lets it happen to the strategy's code. */
  static Story of(Telling telling, Workshop workshop) {
    var candidate = telling.candidate(workshop);
    List<List<Moment>> runs =
        IntStream.range(0, RUNS)
            .mapToObj(run -> Explorer.moments(candidate, telling.schedule()))
            .toList();
    return new Story(telling, events(runs));
  }

  /**
   * The events that these runs have in common.
   *
   * @throws IllegalStateException if they tell different things
   */
  static List<Event> events(List<List<Moment>> runs) {
    List<String> texts = texts(runs.get(0));
    for (List<Moment> run : runs) {
      if (!texts(run).equals(texts)) {
        throw new IllegalStateException("Twice the same, and " + texts + " is not " + texts(run));
      }
    }
    List<Event> events = new ArrayList<>();
    Duration at = Duration.ZERO;
    for (int i = 0; i < texts.size(); i++) {
      int moment = i;
      at =
          at.plus(
              runs.stream().map(run -> pauseBefore(run, moment)).min(Duration::compareTo).get());
      events.add(Event.of(at, texts.get(i)));
    }
    return events;
  }

  private static Duration pauseBefore(List<Moment> run, int moment) {
    if (moment == 0) {
      return Duration.ZERO;
    }
    Duration pause = run.get(moment).since().minus(run.get(moment - 1).since());
    return pause.isNegative() ? Duration.ZERO : Duration.ofSeconds(pause.plus(EARLY).toSeconds());
  }

  /** Ticket numbers are drawn by lot; here they are counted. */
  private static List<String> texts(List<Moment> run) {
    Map<String, String> numbers = new LinkedHashMap<>();
    return run.stream()
        .map(
            moment ->
                TICKET
                    .matcher(moment.text())
                    .replaceAll(
                        found ->
                            numbers.computeIfAbsent(
                                found.group(), ticket -> "TICKET-" + (numbers.size() + 1))))
        .toList();
  }

  /** The same without the steps in which no strategy differs from another: token, reservation. */
  Story fromTheFirstTicketCall() {
    return new Story(
        telling,
        events.stream()
            .filter(event -> event.isEnd() || event.operation().endsWith("Ticket"))
            .toList());
  }

  /** The tickets in the ledger at last. */
  List<String> tickets() {
    return events.stream().filter(Event::isNewTicket).map(event -> event.ticket().get()).toList();
  }

  /** Whether there is one ticket, and the customer has its number. */
  boolean isRight() {
    return tickets().size() == 1 && end().equals("returned " + tickets().get(0));
  }

  /** What it came to, in a few words. */
  String verdict() {
    if (isRight()) {
      return "one ticket, and the customer has its number";
    }
    return switch (tickets().size()) {
      case 0 -> "no ticket";
      case 1 -> "the customer was told \"failed\", and has a ticket";
      default -> "the seat is sold " + (tickets().size() == 2 ? "twice" : "more than twice");
    };
  }

  /** The same where there is less room. */
  String shortVerdict() {
    return isRight()
        ? "one ticket, and its number"
        : verdict().replaceFirst("the customer was ", "");
  }

  /** The same as a sentence. */
  String inTheEnd() {
    return "In the end: " + verdict() + ".";
  }

  /** Which strategy, and what goes wrong. */
  String title() {
    return (telling.isComparison() ? "A key, for comparison" : telling.name())
        + ": "
        + telling.headline();
  }

  /** All of it in words, for whoever cannot see the picture. */
  String description() {
    String told =
        events.stream()
            .map(event -> (event.isEnd() ? "the workflow" : event.call()) + ": " + event.outcome())
            .collect(Collectors.joining("; "));
    return "%s. %s. %s".formatted(title(), told, inTheEnd());
  }

  /** How the workflow ended. */
  String end() {
    return events.stream().filter(Event::isEnd).reduce((one, next) -> next).get().outcome();
  }
}
