/**
 * The metrics of Temporal's SDK, where Prometheus finds them.
 *
 * <p>It knows Temporal and nothing of tickets.
 *
 * @see <a href="https://docs.temporal.io/references/sdk-metrics">Temporal: SDK metrics</a>
 */
package ticketing.runner.run.metrics;
