/**
 * {@code ./workshop verify}: runs the tests with Maven in a pristine copy of the workshop, whatever
 * a student has written, and counts them.
 *
 * <p>Knows {@code stages}.
 */
package ticketing.runner.setup.verify;
