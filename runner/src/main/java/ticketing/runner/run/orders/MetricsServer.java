package ticketing.runner.run.orders;

import com.uber.m3.tally.RootScopeBuilder;
import com.uber.m3.tally.Scope;
import com.uber.m3.util.Duration;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.temporal.common.reporter.MicrometerClientStatsReporter;
import ticketing.runner.util.LoopbackServer;

/**
 * Serves the SDK's metrics to Prometheus, at {@code /metrics} on 127.0.0.1.
 *
 * @see <a href="https://docs.temporal.io/references/sdk-metrics">Temporal: SDK metrics</a>
 */
final class MetricsServer {
  private static final double REPORT_SECONDS = 1;

  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private MetricsServer() {}

  /** Starts a server at the port that this option names. Returns what the SDK reports to. */
  static Scope start(int port, String option) {
    LoopbackServer.requirePort(port, option);
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    LoopbackServer.start(
        port,
        option,
        config ->
            config.routes.get(
                "/metrics", context -> context.contentType(TEXT).result(registry.scrape(TEXT))));
    return new RootScopeBuilder()
        .reporter(new MicrometerClientStatsReporter(registry))
        .reportEvery(Duration.ofSeconds(REPORT_SECONDS));
  }
}
