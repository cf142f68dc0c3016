/** Tests the deck: its timing, its notes, and that it is up to date with its source. */
package ticketing.acceptance.slides;
