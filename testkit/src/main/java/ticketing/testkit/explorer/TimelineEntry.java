package ticketing.testkit.explorer;

import java.time.Duration;

/**
 * Something that happened to an order.
 *
 * @param since the order was placed, in skipped time
 * @param text in words: an entry of the ticket system's journal, or what became of the workflow
 */
public record TimelineEntry(Duration since, String text) {}
