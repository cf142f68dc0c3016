package ticketing.validateloop;

import ticketing.order.Strategy;
import ticketing.worker.WorkerProcess;

/** The worker of this stage, as a process. Takes no arguments. */
public final class OrderWorker {
  /** What this stage's worker, starter and tests work with. */
  public static final Strategy STRATEGY =
      new Strategy("03-validate-loop", ValidateLoopOrderWorkflow.class);

  private OrderWorker() {}

  /** Runs until it is stopped. */
  public static void main(String[] args) {
    WorkerProcess.run(STRATEGY);
  }
}
