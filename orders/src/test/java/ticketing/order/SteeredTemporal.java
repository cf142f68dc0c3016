package ticketing.order;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.WorkflowImplementationOptions;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Temporal's test service in real time, with one worker of {@link SteeredOrderWorkflow}. */
final class SteeredTemporal implements AutoCloseable {
  /** A slow machine is not a deadlock. */
  private static final Duration DEADLOCK = Duration.ofMinutes(1);

  private static final AtomicInteger ORDERS = new AtomicInteger();

  private final TestWorkflowEnvironment environment =
      TestWorkflowEnvironment.newInstance(
          TestEnvironmentOptions.newBuilder().setUseTimeskipping(false).build());

  SteeredTemporal() {
    SteeredOrderWorkflow.STRATEGY.registerOn(
        environment.newWorker(
            SteeredOrderWorkflow.STRATEGY.taskQueue(),
            WorkerOptions.newBuilder()
                .setDefaultDeadlockDetectionTimeout(DEADLOCK.toMillis())
                .build()),
        WorkflowImplementationOptions.getDefaultInstance());
    environment.start();
  }

  /** Returns the ID of an order that was not placed. */
  String newOrder() {
    return "order-" + ORDERS.incrementAndGet();
  }

  /** Places an order as a starter does. */
  WorkflowStub place(String orderId) {
    return OrderPlacement.place(client(), SteeredOrderWorkflow.STRATEGY, orderId);
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
