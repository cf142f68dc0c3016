package ticketing.acceptance.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.client.WorkflowClient;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import ticketing.acceptance.support.InProcess;
import ticketing.order.OrderPlacement;
import ticketing.order.OrderWorkflow;
import ticketing.order.Strategy;
import ticketing.worker.EmbeddedServer;
import ticketing.worker.LocalPort;
import ticketing.worker.PendingOrderDiagnosis;
import ticketing.worker.TemporalConnection;

/** Tests that {@code order} and {@code history} print why a workflow task fails. */
@Tag("material")
@Timeout(120)
class PendingOrderTest {
  private static final String ORDER = "order-314159";
  private static final String QUEUE = "pending";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** A workflow that waits for a day. */
  public static final class Sleeping implements OrderWorkflow {
    @Override
    public String placeOrder(String orderId) {
      Workflow.sleep(Duration.ofDays(1));
      return orderId;
    }
  }

  /** The workflow after an incompatible change. */
  public static final class Changed implements OrderWorkflow {
    @Override
    public String placeOrder(String orderId) {
      Workflow.await(() -> false);
      return orderId;
    }
  }

  /** A workflow with a bug. */
  public static final class Buggy implements OrderWorkflow {
    @Override
    public String placeOrder(String orderId) {
      throw new IllegalStateException("no such seat");
    }
  }

  @Test
  void the_failure_of_a_workflow_task_is_named() throws Exception {
    try (EmbeddedServer server = EmbeddedServer.start(0)) {
      Map<String, String> environment = Map.of(LocalPort.VARIABLE, String.valueOf(server.port()));
      try (TemporalConnection temporal =
          TemporalConnection.open(TemporalConnection.Options.of(environment))) {
        WorkflowClient client = temporal.client();
        assertNamed(
            client, "order-1", Buggy.class, "java.lang.IllegalStateException: no such seat");

        WorkerFactory before = work(client, Sleeping.class);
        OrderPlacement.place(client, new Strategy(QUEUE), ORDER);
        await("the order waits")
            .atMost(PATIENCE)
            .until(() -> hasEvent(environment, "TimerStarted"));
        before.shutdown();
        before.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        client.newUntypedWorkflowStub(ORDER).cancel();
        assertNamed(client, ORDER, Changed.class, "code changed while the order was in flight");
        assertThat(hasEvent(environment, "non deterministic error")).isTrue();
      }
    }
  }

  private static void assertNamed(
      WorkflowClient client, String orderId, Class<?> code, String failure) {
    WorkerFactory factory = work(client, code);
    OrderPlacement.place(client, new Strategy(QUEUE), orderId);
    Optional<String> named =
        await("the failure is recorded")
            .atMost(PATIENCE)
            .until(() -> PendingOrderDiagnosis.failure(client, orderId), Optional::isPresent);
    factory.shutdownNow();
    assertThat(named.orElseThrow()).contains(failure).hasLineCount(1);
  }

  private static WorkerFactory work(WorkflowClient client, Class<?> code) {
    WorkerFactory factory = WorkerFactory.newInstance(client);
    factory.newWorker(QUEUE).registerWorkflowImplementationTypes(code);
    factory.start();
    return factory;
  }

  private static boolean hasEvent(Map<String, String> environment, String words) {
    return InProcess.run(environment, "history", ORDER).text().contains(words);
  }
}
