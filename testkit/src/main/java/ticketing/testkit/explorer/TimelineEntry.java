package ticketing.testkit.explorer;

import java.time.Duration;

/**
 * Something that happened to an order.
 *
 * @param since how long after the first entry, in skipped time
 * @param text an entry of the ticket system's journal, or what happened to the workflow
 */
public record TimelineEntry(Duration since, String text) {
  @Override
  public String toString() {
    String time =
        "%d:%02d:%02d".formatted(since.toHoursPart(), since.toMinutesPart(), since.toSecondsPart());
    return (since.toDays() == 0 ? time : "day " + since.toDays() + ", " + time) + "  " + text;
  }
}
