/**
 * {@code ./workshop ledger}: what is in a ticket database. Only reads.
 *
 * <p>Knows {@link ticketing.system}.
 */
package ticketing.runner.run.ledger;
