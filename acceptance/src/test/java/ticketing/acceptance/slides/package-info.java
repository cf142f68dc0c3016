/** The deck: its minutes, its notes, and that the committed files are built from its source. */
package ticketing.acceptance.slides;
