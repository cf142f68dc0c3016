/** Tests the deck: its minutes, its notes, and that it is built from its source. */
package ticketing.acceptance.slides;
