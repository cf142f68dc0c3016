/**
 * {@code ./workshop history}: prints what Temporal has recorded about an order, decrypted or as
 * stored.
 *
 * @see <a href="https://docs.temporal.io/workflow-execution/event">Temporal: Events</a>
 */
package ticketing.runner.run.history;
