/**
 * The metrics of Temporal's SDK, for Prometheus.
 *
 * <p>Knows Temporal and nothing of tickets.
 *
 * @see <a href="https://docs.temporal.io/references/sdk-metrics">Temporal: SDK metrics</a>
 */
package ticketing.runner.run.metrics;
