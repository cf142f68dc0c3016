package ticketing.order;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.WorkflowImplementationOptions;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs Temporal's test service in real time, with one worker for {@link SignalDrivenOrderWorkflow}.
 */
final class SignalDrivenTemporal implements AutoCloseable {
  /** The deadlock timeout: long enough for a slow machine. */
  private static final Duration DEADLOCK = Duration.ofMinutes(1);

  private static final AtomicInteger ORDERS = new AtomicInteger();

  private final TestWorkflowEnvironment environment =
      TestWorkflowEnvironment.newInstance(
          TestEnvironmentOptions.newBuilder().setUseTimeskipping(false).build());

  SignalDrivenTemporal() {
    SignalDrivenOrderWorkflow.STRATEGY.registerOn(
        environment.newWorker(
            SignalDrivenOrderWorkflow.STRATEGY.taskQueue(),
            WorkerOptions.newBuilder()
                .setDefaultDeadlockDetectionTimeout(DEADLOCK.toMillis())
                .build()),
        WorkflowImplementationOptions.getDefaultInstance());
    environment.start();
  }

  /** Returns the ID of a new order, which is not yet placed. */
  String newOrder() {
    return "order-" + ORDERS.incrementAndGet();
  }

  /** Places an order as a starter does. */
  WorkflowStub place(String orderId) {
    return OrderPlacement.place(client(), SignalDrivenOrderWorkflow.STRATEGY, orderId);
  }

  boolean start(String orderId) {
    return OrderPlacement.start(
        client(),
        SignalDrivenOrderWorkflow.STRATEGY.taskQueue(),
        orderId,
        WorkflowOptions.newBuilder());
  }

  WorkflowClient client() {
    return environment.getWorkflowClient();
  }

  /** Returns the ID of the order's latest run. */
  static String runOf(WorkflowStub order) {
    return order.describe().getExecution().getRunId();
  }

  @Override
  public void close() {
    environment.close();
  }
}
