/**
 * {@code ./workshop worker}, {@code order} and {@code reserve}: workers and orders, one or many at
 * once, and how each order ended.
 *
 * <p>Knows {@code run}, {@code service} and {@code stages}.
 */
package ticketing.runner.run.orders;
