package ticketing.childworkflow;

import ticketing.order.Strategy;
import ticketing.worker.WorkerProcess;

/** The worker of this stage, as a process. Takes no arguments. */
public final class OrderWorker {
  /** What this stage's worker, starter and tests work with. */
  public static final Strategy STRATEGY =
      new Strategy(
          "04-child-workflow-variant", ChildWorkflowOrderWorkflow.class, TicketWorkflowImpl.class);

  private OrderWorker() {}

  /** Runs until it is stopped. */
  public static void main(String[] args) {
    WorkerProcess.run(STRATEGY);
  }
}
