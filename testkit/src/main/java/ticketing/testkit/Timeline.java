package ticketing.testkit;

import io.temporal.common.WorkflowExecutionHistory;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import ticketing.system.TimingGuarantees;

/** Records what happens to an order, for printing; counts what repeats. Threads may share it. */
public final class Timeline {
  /** Fewer lines than this are never left out. */
  private static final int MIN_LEFT_OUT = 4;

  /** The most lines that repeat together: an attempt's look-ups, token and create. */
  private static final int MAX_PERIOD = 5;

  private final List<Entry> entries = new ArrayList<>();
  private Instant begin;

  /**
   * Something that happened to the order.
   *
   * @param since the skipped time since the first entry
   * @param text an entry of the ticket system's journal, or an event of the workflow
   */
  public record Entry(Duration since, String text) {
    @Override
    public String toString() {
      // The last millisecond of a limit is shown as the limit.
      Duration at = since.plusMillis(500);
      String time =
          "%d:%02d:%02d".formatted(at.toHoursPart(), at.toMinutesPart(), at.toSecondsPart());
      return (at.toDays() == 0 ? time : "day " + at.toDays() + ", " + time) + "  " + text;
    }
  }

  /** Adds an event. */
  public synchronized void add(Instant at, String text) {
    if (begin == null) {
      begin = at;
    }
    // An entry may arrive slightly after its event.
    Duration since = at.isBefore(begin) ? Duration.ZERO : Duration.between(begin, at);
    entries.add(new Entry(since, text));
  }

  /** Adds when the runs of these histories have continued as new. */
  public void addContinuations(List<WorkflowExecutionHistory> histories) {
    Histories.continuations(histories).forEach(at -> add(at, "the workflow continues as new"));
  }

  /** Returns the events by time; those of one time in the order in which they were added. */
  public synchronized List<Entry> entries() {
    return entries.stream().sorted(Comparator.comparing(Entry::since)).toList();
  }

  /** Returns the limits with which a timeline begins, such as {@code D = 10 min, L = 4 min}. */
  public static String limits(TimingGuarantees timing) {
    return "D = %s, L = %s".formatted(text(timing.maxWriteDelay()), text(timing.maxReadLag()));
  }

  /** Returns a duration in a unit that suits it, such as {@code 90 s} or {@code 1.5 s}. */
  static String text(Duration duration) {
    long millis = duration.toMillis();
    if (millis > 0 && millis < 1000) {
      return millis + " ms";
    }
    if (millis == 0 || millis % 60_000 != 0) {
      return BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString() + " s";
    }
    long minutes = duration.toMinutes();
    return minutes % 60 == 0 ? duration.toHours() + " h" : minutes + " min";
  }

  /** A printed line of some events; its key is the text without time and numbers. */
  private record Line(String text, String key, int events) {}

  /** Returns the lines. */
  public static List<String> lines(List<Entry> entries) {
    List<Line> lines =
        entries.stream()
            .map(entry -> new Line(entry.toString(), entry.text().replaceAll("\\d+", ""), 1))
            .toList();
    // First single lines, then groups, which may contain such single lines.
    return counted(counted(lines, 1), MAX_PERIOD).stream().map(Line::text).toList();
  }

  /** Counts what is repeated, in groups of at most so many lines. */
  private static List<Line> counted(List<Line> all, int maxPeriod) {
    List<Line> lines = new ArrayList<>();
    int i = 0;
    while (i < all.size()) {
      int period = 1;
      // The first and the last of the repeated lines are printed.
      int leftOut = 0;
      for (int p = 1; p <= maxPeriod; p++) {
        int repeated = repeated(all, i, p);
        if (repeated - p > leftOut) {
          period = p;
          leftOut = repeated - p;
        }
      }
      if (leftOut < MIN_LEFT_OUT) {
        lines.add(all.get(i++));
        continue;
      }
      lines.addAll(all.subList(i, i + period));
      i += period;
      int events = all.subList(i, i + leftOut).stream().mapToInt(Line::events).sum();
      String these = period == 1 ? "this" : "these";
      lines.add(new Line("… %d more like %s …".formatted(events, these), "…", events));
      i += leftOut;
    }
    return lines;
  }

  /** Returns how many lines from here on repeat the line that is {@code period} lines before. */
  private static int repeated(List<Line> lines, int from, int period) {
    int i = from + period;
    while (i < lines.size() && lines.get(i).key.equals(lines.get(i - period).key)) {
      i++;
    }
    int count = i - from - period;
    return count - count % period;
  }
}
