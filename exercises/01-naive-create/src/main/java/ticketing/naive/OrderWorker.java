package ticketing.naive;

import io.temporal.client.WorkflowClient;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import ticketing.order.OrderActivitiesImpl;
import ticketing.order.Strategy;
import ticketing.system.PaymentService;
import ticketing.system.TicketSystem;
import ticketing.worker.WorkerProcess;

/** Runs the worker of this exercise as a process. Takes no arguments. */
public final class OrderWorker {
  /** The strategy of this exercise's worker, starter and tests. */
  public static final Strategy STRATEGY = new Strategy("01-naive-create", NaiveOrderWorkflow.class);

  private OrderWorker() {}

  /** Runs until it is stopped or killed; another worker then continues its orders. */
  public static void main(String[] args) {
    WorkflowClient client = WorkerProcess.connect(STRATEGY);
    TicketSystem tickets = WorkerProcess.openTicketSystem();

    WorkerFactory factory = WorkerFactory.newInstance(client, WorkerProcess.options());
    Worker worker = factory.newWorker(STRATEGY.taskQueue());
    worker.registerWorkflowImplementationTypes(NaiveOrderWorkflow.class);
    worker.registerActivitiesImplementations(
        new OrderActivitiesImpl(tickets, new PaymentService()));
    WorkerProcess.stopOnExit(factory);
    factory.start();
    System.out.println("Worker of " + STRATEGY + " is ready. Ctrl-C stops it.");
  }
}
