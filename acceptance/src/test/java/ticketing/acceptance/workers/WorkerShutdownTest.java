package ticketing.acceptance.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.api.enums.v1.PendingActivityState;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import ticketing.acceptance.support.CommandProcess;
import ticketing.acceptance.support.OrderTestbed;
import ticketing.acceptance.support.TicketServiceProcess;
import ticketing.order.OrderPlacement;
import ticketing.order.Strategy;
import ticketing.runner.stages.Workshop;
import ticketing.worker.EmbeddedServer;
import ticketing.worker.LocalPort;

/**
 * Terminates a worker during a call. The ticket service is suspended, so it does not respond before
 * the client's timeout.
 */
@Tag("process")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no SIGSTOP and SIGTERM")
class WorkerShutdownTest {
  private static final String ORDER = "order-314159";
  private static final int TERMINATED = 143;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private EmbeddedServer temporal;
  private WorkflowServiceStubs stubs;
  private OrderTestbed testbed;
  private CommandProcess worker;

  @BeforeEach
  void startCall(@TempDir Path folder) throws Exception {
    temporal = EmbeddedServer.start(0);
    stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder()
                .setTarget("127.0.0.1:" + temporal.port())
                .validateAndBuildWithDefaults());
    Map<String, String> environment = Map.of(LocalPort.VARIABLE, String.valueOf(temporal.port()));
    testbed = new OrderTestbed(folder, environment, List.of(ORDER));
    TicketServiceProcess service = new TicketServiceProcess(testbed).start();
    worker = testbed.worker("03", "--tickets", service.address());
    service.process().suspend();
    Strategy strategy = new Strategy(Workshop.here().stage("03").name());
    OrderPlacement.place(WorkflowClient.newInstance(stubs), strategy, ORDER);
    await("the call is on its way")
        .atMost(PATIENCE)
        .until(() -> call().getState() == PendingActivityState.PENDING_ACTIVITY_STATE_STARTED);
  }

  @AfterEach
  void end() throws InterruptedException {
    testbed.close();
    stubs.shutdownNow();
    temporal.close();
  }

  private PendingActivityInfo call() {
    WorkflowClient client = WorkflowClient.newInstance(stubs);
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

  @Test
  void a_terminated_worker_reports_its_open_call_as_failed() throws Exception {
    assertThat(worker.terminate()).isEqualTo(TERMINATED);
    assertThat(call().hasLastFailure()).as(worker.output()).isTrue();
  }
}
