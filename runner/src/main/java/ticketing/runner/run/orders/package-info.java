/**
 * {@code ./workshop worker}, {@code order} and {@code reserve}; and what every command needs that
 * runs many orders: their options, their progress, their results.
 *
 * <p>Knows {@code run}, {@code service} and {@code stages}.
 */
package ticketing.runner.run.orders;
