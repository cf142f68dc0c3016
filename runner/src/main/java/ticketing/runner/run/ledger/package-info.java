/** {@code ./workshop ledger}: what is in a ticket database. It only reads. */
package ticketing.runner.run.ledger;
