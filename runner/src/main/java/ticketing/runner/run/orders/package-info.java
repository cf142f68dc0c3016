/**
 * {@code ./workshop worker}, {@code order}, {@code demo} and the other commands that run orders.
 *
 * <p>Knows {@code run}, {@code service} and {@code stages}.
 */
package ticketing.runner.run.orders;
