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
  /** A cold machine is no deadlock. */
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

  /** An order that nobody has placed. */
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

  /** The run that the order's workflow ID stands for now: the latest. */
  static String runOf(WorkflowStub order) {
    return order.describe().getExecution().getRunId();
  }

  @Override
  public void close() {
    environment.close();
  }
}
