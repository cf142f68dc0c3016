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

/** Serves what the SDK measures, at {@code /metrics} on loopback, as Prometheus reads it. */
public final class MetricsServer implements AutoCloseable {
  /** How often the SDK hands on what it has counted. */
  private static final double REPORT_SECONDS = 1;

  /** The format of the answer, as Prometheus knows it. */
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Scope scope =
      new RootScopeBuilder()
          .reporter(new MicrometerClientStatsReporter(registry))
          .reportEvery(Duration.ofSeconds(REPORT_SECONDS));
  private final Javalin server;

  /**
   * Starts it.
   *
   * @param port 0 for any that is free
   * @param option which names the port
   * @throws ticketing.runner.util.UsageException if the port is taken
   */
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

  /** Where the SDK is to report to. */
  public Scope scope() {
    return scope;
  }

  /** Where it listens. */
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
