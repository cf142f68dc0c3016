/** The pictures in {@code resources/}; the timelines among them are drawn from what happens. */
package ticketing.acceptance.pictures;
