/**
 * The metrics of Temporal's SDK, for Prometheus.
 *
 * @see <a href="https://docs.temporal.io/references/sdk-metrics">Temporal: SDK metrics</a>
 */
package ticketing.runner.run.metrics;
