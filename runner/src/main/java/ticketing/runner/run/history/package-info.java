/**
 * {@code ./workshop history}: what Temporal has recorded of an order, as lines, decoded or as
 * stored.
 *
 * <p>Knows {@link ticketing.runner.run.encryption}.
 *
 * @see <a href="https://docs.temporal.io/workflow-execution/event">Temporal: Events</a>
 */
package ticketing.runner.run.history;
