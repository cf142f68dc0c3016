/**
 * What Temporal remembers of an order, decoded or as it is stored, told in lines.
 *
 * @see <a href="https://docs.temporal.io/workflow-execution/event">Temporal: Events</a>
 */
package ticketing.runner.run.history;
