package ticketing.runner.slides;

import java.util.Map;

/**
 * One slide of the deck.
 *
 * @param number as it stands on the slide, from 1
 * @param title its heading; empty if it has none
 * @param notes what the speaker reads, without the minutes; empty if there are none
 * @param minutes how long it is shown; a format that is not named does not show it
 */
public record Slide(int number, String title, String notes, Map<Format, Integer> minutes) {}
