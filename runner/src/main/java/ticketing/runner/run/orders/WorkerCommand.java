package ticketing.runner.run.orders;

import com.uber.m3.tally.NoopScope;
import com.uber.m3.tally.RootScopeBuilder;
import com.uber.m3.tally.Scope;
import com.uber.m3.util.Duration;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.temporal.common.reporter.MicrometerClientStatsReporter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ticketing.order.Strategy;
import ticketing.runner.run.code.CodeOptions;
import ticketing.runner.run.code.TaskQueueOption;
import ticketing.runner.run.encryption.Connections;
import ticketing.runner.service.TicketsAddress;
import ticketing.runner.stages.Stage;
import ticketing.runner.util.DatabaseOption;
import ticketing.runner.util.LoopbackServer;
import ticketing.runner.util.Shell;
import ticketing.runner.util.UsageException;
import ticketing.runner.util.WithContext;
import ticketing.worker.LocalTicketSystem;
import ticketing.worker.TemporalConnection;
import ticketing.worker.WorkerProcess;

/** {@code ./workshop worker EXERCISE}: what the exercise's OrderWorker does. */
@Command(
    name = "worker",
    description = {"Run a worker of an exercise until you stop it.", "Kill it whenever you like."})
public final class WorkerCommand extends WithContext implements Callable<Integer> {
  @Parameters(paramLabel = "EXERCISE", description = "An exercise, such as 03.")
  private Stage stage;

  @Mixin private CodeOptions code;

  @Mixin private TaskQueueOption taskQueue;

  @Mixin private DatabaseOption database;

  @Mixin private TicketsAddress service;

  @Option(
      names = "--likelihood",
      paramLabel = "P",
      description = "Likelihood of a fault in each call to the ticket system, 0 to 1.")
  private String likelihood;

  @Option(names = "--seed", paramLabel = "SEED", description = "Chooses the faults.")
  private String seed;

  @Option(
      names = "--metrics",
      paramLabel = "PORT",
      description =
          "Serve the SDK's metrics for Prometheus on this port of 127.0.0.1, at /metrics.")
  private Integer metricsPort;

  @Option(
      names = "--end-with-parent",
      hidden = true,
      description = "End when the process ends that started this one.")
  private boolean endWithParent;

  @Override
  public Integer call() throws TemporalConnection.Unreachable {
    if (endWithParent) {
      Shell.atEndOfParent(() -> System.exit(0));
    }
    if (service.isNamed() && (likelihood != null || seed != null || database.isNamed())) {
      throw new UsageException(
          "The ticket service has its own database, and ./workshop faults switches its faults."
              + " Leave out --database, --likelihood and --seed.");
    }
    Strategy strategy = taskQueue.of(code.strategy(stage));
    try {
      WorkerProcess.run(
          Connections.ofWorker(context, metrics()),
          List.of(service.open(strategy, context.out()::println).orElseGet(() -> onDisk(strategy))),
          context.out());
      return 0;
    } catch (IllegalArgumentException e) {
      throw UsageException.failure(e.getMessage());
    } catch (InterruptedException e) {
      return 0;
    }
  }

  private WorkerProcess.Job onDisk(Strategy strategy) {
    Path folder = database.locate();
    Map<String, String> faults = new HashMap<>();
    if (likelihood != null) {
      faults.put(LocalTicketSystem.LIKELIHOOD_VARIABLE, likelihood);
    }
    if (seed != null) {
      faults.put(LocalTicketSystem.SEED_VARIABLE, seed);
    }
    return new WorkerProcess.Job(
        strategy,
        LocalTicketSystem.open(folder, context.with(faults).environment(), context.out()),
        "in " + folder);
  }

  /** Serves what the SDK reports to Prometheus, if a port was given. */
  private Scope metrics() {
    if (metricsPort == null) {
      return new NoopScope();
    }
    LoopbackServer.requirePort(metricsPort, "--metrics");
    String text = "text/plain; version=0.0.4; charset=utf-8";
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    LoopbackServer.start(
        metricsPort,
        "--metrics",
        config ->
            config.routes.get(
                "/metrics", request -> request.contentType(text).result(registry.scrape(text))));
    context.print("Metrics are at http://%s:%d/metrics.%n", LoopbackServer.ADDRESS, metricsPort);
    return new RootScopeBuilder()
        .reporter(new MicrometerClientStatsReporter(registry))
        .reportEvery(Duration.ofSeconds(1));
  }
}
