package ticketing.testkit.explorer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Tells what happened to an order, a line each. */
public final class Timeline {
  private static final int MOST_LINES = 24;

  private Timeline() {}

  public static String of(Outcome outcome) {
    List<Outcome.Line> lines = outcome.timeline();
    Instant begin = lines.get(0).at();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.size() > MOST_LINES && i == MOST_LINES / 2) {
        int hidden = lines.size() - MOST_LINES;
        text.append("           … %d more …%n".formatted(hidden));
        i += hidden - 1;
        continue;
      }
      Outcome.Line line = lines.get(i);
      text.append("  %s  %s%n".formatted(clock(Duration.between(begin, line.at())), line.text()));
    }
    List<String> tickets = outcome.tickets();
    return text.append("  In the end: ")
        .append(tickets.isEmpty() ? "no ticket" : String.join(" and ", tickets))
        .append(" in the ledger.")
        .toString();
  }

  private static String clock(Duration sinceBegin) {
    // What was over before something else was told.
    Duration since = sinceBegin.isNegative() ? Duration.ZERO : sinceBegin;
    String time =
        "%d:%02d:%02d".formatted(since.toHoursPart(), since.toMinutesPart(), since.toSecondsPart());
    return since.toDays() == 0 ? time : "day %d, %s".formatted(since.toDays(), time);
  }
}
