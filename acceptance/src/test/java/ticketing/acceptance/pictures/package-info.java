/** Tests the pictures in {@code resources/}; draws the timelines from runs of the strategies. */
package ticketing.acceptance.pictures;
