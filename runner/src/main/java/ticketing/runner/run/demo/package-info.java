/**
 * {@code ./workshop demo}: the same orders under the same faults, through every strategy.
 *
 * <p>Knows {@code run} and {@code stages}.
 */
package ticketing.runner.run.demo;
