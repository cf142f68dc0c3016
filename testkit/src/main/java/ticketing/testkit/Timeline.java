package ticketing.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Prints what happened to an order, a line for each event. Repeated lines are left out. */
public final class Timeline {
  /** Fewer lines than this are never left out. */
  private static final int MIN_LEFT_OUT = 4;

  /** Lines that repeat one by one, or in pairs: a look-up and a create. */
  private static final int MAX_PERIOD = 2;

  private Timeline() {}

  /**
   * Something that happened to the order.
   *
   * @param since the skipped time since the first entry
   * @param text an entry of the ticket system's journal, or an event of the workflow
   */
  public record Entry(Duration since, String text) {
    @Override
    public String toString() {
      String time =
          "%d:%02d:%02d"
              .formatted(since.toHoursPart(), since.toMinutesPart(), since.toSecondsPart());
      return (since.toDays() == 0 ? time : "day " + since.toDays() + ", " + time) + "  " + text;
    }

    /** Returns the text without the number of the call. */
    private String withoutNumber() {
      return text.replaceFirst("#\\d+", "#");
    }
  }

  /** Returns the lines. */
  public static List<String> lines(List<Entry> entries) {
    List<String> lines = new ArrayList<>();
    int i = 0;
    while (i < entries.size()) {
      int period = 1;
      int repeated = 0;
      for (int p = 1; p <= MAX_PERIOD && repeated < p * MIN_LEFT_OUT; p++) {
        period = p;
        repeated = repeated(entries, i, p);
      }
      // The first and the last of the repeated lines are printed.
      int leftOut = repeated - period;
      if (leftOut < MIN_LEFT_OUT) {
        lines.add(entries.get(i++).toString());
        continue;
      }
      entries.subList(i, i + period).forEach(entry -> lines.add(entry.toString()));
      lines.add("… %d more like %s …".formatted(leftOut, period == 1 ? "this" : "these"));
      i += period + leftOut;
    }
    return lines;
  }

  /** Returns how many lines from here on repeat the line that is {@code period} lines before. */
  private static int repeated(List<Entry> entries, int from, int period) {
    int i = from + period;
    while (i < entries.size()
        && entries.get(i).withoutNumber().equals(entries.get(i - period).withoutNumber())) {
      i++;
    }
    int count = i - from - period;
    return count - count % period;
  }
}
