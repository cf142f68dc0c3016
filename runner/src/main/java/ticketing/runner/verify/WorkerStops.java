package ticketing.runner.verify;

import io.temporal.api.enums.v1.PendingActivityState;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import ticketing.order.OrderPlacement;
import ticketing.order.Strategy;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.Shell;
import ticketing.testkit.TemporaryFolder;
import ticketing.worker.EmbeddedServer;
import ticketing.worker.LocalPort;

/**
 * A worker that is asked to stop while a call is on its way: the call's outcome is reported. Asked
 * twice, it ends at once, and nothing is. The ticket service that it calls is one that was stopped
 * by a signal, and answers nobody until the client's deadline.
 */
final class WorkerStops implements AutoCloseable {
  private static final String ORDER = "order-314159";
  private static final int TERMINATED = 143;
  private static final int PATIENCE_SECONDS = 60;

  private final Workshop workshop;
  private final Path folder = TemporaryFolder.create("workshop-stops");
  private final EmbeddedServer server = EmbeddedServer.start(0);
  private final WorkflowServiceStubs stubs;
  private final WorkflowClient client;
  private Process tickets;
  private Process worker;

  private WorkerStops(Workshop workshop) throws Exception {
    this.workshop = workshop;
    this.stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder()
                .setTarget("127.0.0.1:" + server.port())
                .validateAndBuildWithDefaults());
    this.client =
        WorkflowClient.newInstance(
            stubs, WorkflowClientOptions.newBuilder().validateAndBuildWithDefaults());
  }

  /** None on Windows, which has no such signals. */
  static List<Check> checks(Workshop workshop) {
    return Shell.WINDOWS
        ? List.of()
        : List.of(
            check(workshop, "a worker that is asked to stop reports the call on its way", 1),
            check(workshop, "a worker that is asked to stop twice ends at once", 2));
  }

  private static Check check(Workshop workshop, String name, int signals) {
    return new Check(
        name,
        () -> {
          try (WorkerStops stops = new WorkerStops(workshop)) {
            stops.run(signals);
          }
          return 1;
        });
  }

  private void run(int signals) throws Exception {
    String port = String.valueOf(Shell.freePort());
    Path log = folder.resolve("worker.log");
    tickets = start(folder.resolve("tickets.log"), "tickets", "--port", port);
    Processes.awaitText(folder.resolve("tickets.log"), "Ctrl-C");
    worker = start(log, "worker", "03", "--tickets", "http://127.0.0.1:" + port);
    Processes.awaitText(log, "is ready");
    ServiceProcess.signal("-STOP", tickets);
    Strategy strategy = new Strategy(workshop.stage("03").name());
    OrderPlacement.place(client, strategy, ORDER);
    await(PendingActivityState.PENDING_ACTIVITY_STATE_STARTED);
    worker.destroy();
    while (signals > 1 && worker.isAlive()) {
      // Again and again: the very next one may come before the first was taken notice of.
      worker.toHandle().destroy();
      TimeUnit.MILLISECONDS.sleep(50);
    }
    Check.require(
        worker.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && worker.exitValue() == TERMINATED,
        "it did not end with exit code " + TERMINATED + ":\n" + Files.readString(log));
    PendingActivityInfo call = pending();
    Check.require(
        call.hasLastFailure() == (signals == 1),
        "the call after the worker's end: " + call + "\n" + Files.readString(log));
  }

  private void await(PendingActivityState state) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(PATIENCE_SECONDS).toNanos();
    while (pending().getState() != state) {
      Check.require(System.nanoTime() < deadline, "no call is " + state);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private PendingActivityInfo pending() {
    return stubs
        .blockingStub()
        .describeWorkflowExecution(
            DescribeWorkflowExecutionRequest.newBuilder()
                .setNamespace(client.getOptions().getNamespace())
                .setExecution(client.newUntypedWorkflowStub(ORDER).getExecution())
                .build())
        .getPendingActivitiesList()
        .stream()
        .findFirst()
        .orElse(PendingActivityInfo.getDefaultInstance());
  }

  private Process start(Path log, String... arguments) throws Exception {
    return Shell.start(
        workshop.root(),
        Map.of(
            LocalPort.VARIABLE,
            String.valueOf(server.port()),
            "WORKSHOP_DATABASE",
            workshop.root().resolve("database").toString()),
        log,
        Shell.runnerCommand(workshop.root(), arguments));
  }

  @Override
  public void close() {
    for (Process process : new Process[] {worker, tickets}) {
      if (process != null) {
        process.destroyForcibly();
      }
    }
    stubs.shutdownNow();
    server.close();
  }
}
