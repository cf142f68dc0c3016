package ticketing.runner.run.orders;

import com.uber.m3.tally.NoopScope;
import com.uber.m3.tally.Scope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ticketing.runner.run.code.CodeOptions;
import ticketing.runner.run.code.TaskQueueOption;
import ticketing.runner.run.encryption.Connections;
import ticketing.runner.run.metrics.MetricsServer;
import ticketing.runner.service.TicketsAddress;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.DatabaseOption;
import ticketing.runner.util.LoopbackServer;
import ticketing.runner.util.UsageException;
import ticketing.worker.LedgerOnDisk;
import ticketing.worker.OpenedTicketSystem;
import ticketing.worker.WorkerProcess;

/** {@code ./workshop worker STAGE}: what the stage's OrderWorker does. */
@Command(
    name = "worker",
    description = "Run a worker of a stage until it is stopped; kill it whenever you like.")
public final class WorkerCommand implements Runnable {
  @Parameters(paramLabel = "STAGE", description = "Such as 03 or 03-validate-loop.")
  private String stage;

  @Mixin private CodeOptions code;

  @Mixin private TaskQueueOption taskQueue;

  @Mixin private DatabaseOption database;

  @Mixin private TicketsAddress service;

  @Option(
      names = "--likelihood",
      description = "Of a fault in each call of the ticket system, 0 to 1.")
  private String likelihood;

  @Option(names = "--seed", description = "Chooses which calls fail.")
  private String seed;

  @Option(
      names = "--metrics",
      paramLabel = "PORT",
      description = "Serve the SDK's metrics for Prometheus, at /metrics of this port on loopback.")
  private Integer metricsPort;

  @Option(
      names = "--end-with-parent",
      hidden = true,
      description = "End when the process ends that started this one, however that comes.")
  private boolean endWithParent;

  @Override
  public void run() {
    if (endWithParent) {
      ProcessHandle.current()
          .parent()
          .ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(0)));
    }
    if (service.isNamed() && (likelihood != null || seed != null || database.isNamed())) {
      throw new UsageException(
          "The worker calls the ticket service, which has its own database and its own faults:"
              + " ./workshop faults switches them. Leave --database, --likelihood and --seed out.");
    }
    if (likelihood != null) {
      System.setProperty(LedgerOnDisk.LIKELIHOOD_PROPERTY, likelihood);
    }
    if (seed != null) {
      System.setProperty(LedgerOnDisk.SEED_PROPERTY, seed);
    }
    database.use();
    WorkerProcess.run(
        taskQueue.of(code.strategy(Workshop.here().stage(stage))),
        Connections.ofWorker(metrics()),
        this::tickets);
  }

  /** The service that was named, or else the ledger on disk. */
  private OpenedTicketSystem tickets() {
    return service.open(System.out::println).orElseGet(LedgerOnDisk::open);
  }

  private Scope metrics() {
    if (metricsPort == null) {
      return new NoopScope();
    }
    MetricsServer server = new MetricsServer(metricsPort, "--metrics");
    System.out.printf(
        "Metrics are at http://%s:%d/metrics.%n", LoopbackServer.ADDRESS, server.port());
    return server.scope();
  }
}
