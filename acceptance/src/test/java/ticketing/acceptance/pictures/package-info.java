/**
 * Tests the pictures in {@code resources/}, and draws the timelines from runs of the strategies.
 */
package ticketing.acceptance.pictures;
