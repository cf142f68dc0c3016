/**
 * {@code ./workshop chaos}: many orders, and a worker that is killed again and again while it works
 * on them.
 */
package ticketing.runner.run.chaos;
