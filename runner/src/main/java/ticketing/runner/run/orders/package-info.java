/**
 * {@code ./workshop server}, {@code worker}, {@code order}, {@code reserve}, {@code ledger} and
 * {@code fresh}; and {@code demo} and {@code chaos}, which run many orders, with a worker in this
 * process or one that is killed again and again.
 *
 * <p>Knows {@code run}, {@code service} and {@code stages}.
 */
package ticketing.runner.run.orders;
