package ticketing.runner.run.orders;

import io.temporal.client.WorkflowClient;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkflowImplementationOptions;
import ticketing.order.OrderActivities;
import ticketing.order.Strategy;
import ticketing.testkit.CodeExceptions;

/**
 * A worker in this process, for as long as a rush takes. An exception of its code ends an order.
 */
public final class RushWorker implements AutoCloseable {
  private final WorkerFactory factory;

  /** Takes the orders of this strategy from now on. */
  public RushWorker(WorkflowClient client, Strategy strategy, OrderActivities activities) {
    this.factory =
        WorkerFactory.newInstance(
            client,
            WorkerFactoryOptions.newBuilder()
                .setWorkerInterceptors(new CodeExceptions())
                .validateAndBuildWithDefaults());
    Worker worker = factory.newWorker(strategy.taskQueue());
    strategy.registerOn(
        worker,
        WorkflowImplementationOptions.newBuilder()
            .setFailWorkflowExceptionTypes(Throwable.class)
            .build());
    worker.registerActivitiesImplementations(activities);
    factory.start();
  }

  @Override
  public void close() {
    factory.shutdownNow();
  }
}
