/**
 * {@code ./workshop board}, {@code test} and {@code next}: where you are in the workshop, and what
 * is next.
 *
 * <p>Knows {@link ticketing.runner.study.progress} and {@code stages}.
 */
package ticketing.runner.study.board;
