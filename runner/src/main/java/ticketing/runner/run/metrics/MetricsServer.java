package ticketing.runner.run.metrics;

import com.uber.m3.tally.RootScopeBuilder;
import com.uber.m3.tally.Scope;
import com.uber.m3.tally.ScopeCloseException;
import com.uber.m3.util.Duration;
import io.javalin.Javalin;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.temporal.common.reporter.MicrometerClientStatsReporter;
import ticketing.runner.util.LoopbackServer;

/** Serves the SDK's metrics to Prometheus, at {@code /metrics} on loopback. */
public final class MetricsServer implements AutoCloseable {
  private static final double REPORT_SECONDS = 1;

  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Scope scope =
      new RootScopeBuilder()
          .reporter(new MicrometerClientStatsReporter(registry))
          .reportEvery(Duration.ofSeconds(REPORT_SECONDS));
  private final Javalin server;

  /** Starts a server at the port that this option names. */
  public MetricsServer(int port, String option) {
    server =
        LoopbackServer.start(
            port,
            option,
            config ->
                config.routes.get(
                    "/metrics",
                    context -> context.contentType(TEXT).result(registry.scrape(TEXT))));
  }

  /** Returns what the SDK reports to. */
  public Scope scope() {
    return scope;
  }

  /** Returns the port that it listens on. */
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.stop();
    try {
      scope.close();
    } catch (ScopeCloseException e) {
      throw new IllegalStateException("The last metrics were not reported", e);
    } finally {
      registry.close();
    }
  }
}
