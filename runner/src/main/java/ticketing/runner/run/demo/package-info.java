/**
 * {@code ./workshop demo}: the same orders, with the same faults, through every strategy.
 *
 * <p>Knows {@code run} and {@code stages}.
 */
package ticketing.runner.run.demo;
