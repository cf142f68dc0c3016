package ticketing.runner.run.demo;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.WorkflowImplementationOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import ticketing.order.OrderPlacement;
import ticketing.order.Strategy;
import ticketing.runner.run.orders.Progress;
import ticketing.runner.run.orders.RunOrders;
import ticketing.runner.util.CommandContext;
import ticketing.system.TimingGuarantees;
import ticketing.system.faults.FaultPlan;
import ticketing.testkit.CodeExceptions;
import ticketing.testkit.SkippedTime;
import ticketing.testkit.WorkflowResult;
import ticketing.testkit.explorer.StrategyUnderTest;

/** One strategy's part of the demo: all orders at once, on a test service of its own. */
final class DemoRun {
  /** Its orders are called so, and by their number. */
  static final String PREFIX = "order-";

  private static final TimingGuarantees TIMING = TimingGuarantees.USUAL;

  /** Real seconds without any order coming to its end, after which the rest is called stuck. */
  private static final int PATIENCE_SECONDS = 20;

  /** A busy machine is no endless loop in a workflow; well below the patience for one. */
  private static final Duration DEADLOCK = Duration.ofSeconds(PATIENCE_SECONDS / 2);

  private static final TestEnvironmentOptions OPTIONS =
      TestEnvironmentOptions.newBuilder()
          .setWorkerFactoryOptions(
              WorkerFactoryOptions.newBuilder().setWorkerInterceptors(new CodeExceptions()).build())
          .build();

  private final StrategyUnderTest candidate;
  private final Progress progress;
  private final TestWorkflowEnvironment environment;
  private final SkippedTime time;
  private final DemoOrders orders;

  private DemoRun(
      CommandContext context,
      StrategyUnderTest candidate,
      Path database,
      TestWorkflowEnvironment environment,
      int orders) {
    this.candidate = candidate;
    this.progress = new Progress(context, candidate.name(), orders);
    this.environment = environment;
    this.time = new SkippedTime(environment);
    this.orders = new DemoOrders(candidate, database, RunOrders.ids(PREFIX, orders), time.clock());
  }

  static DemoResult of(
      CommandContext context,
      StrategyUnderTest candidate,
      Path database,
      int orders,
      FaultPlan faults) {
    long begin = System.nanoTime();
    try (TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance(OPTIONS)) {
      DemoRun run = new DemoRun(context, candidate, database, environment, orders);
      run.startWorker(faults);
      List<WorkflowResult> endings = run.placeAll();
      environment.sleep(TIMING.maxWriteDelay().plus(TIMING.maxReadLag()));
      return run.orders.result(endings, Duration.ofNanos(System.nanoTime() - begin));
    }
  }

  private void startWorker(FaultPlan faults) {
    Strategy strategy = candidate.strategy();
    Worker worker =
        environment.newWorker(
            strategy.taskQueue(),
            WorkerOptions.newBuilder()
                .setDefaultDeadlockDetectionTimeout(DEADLOCK.toMillis())
                .build());
    strategy.registerOn(
        worker,
        WorkflowImplementationOptions.newBuilder()
            .setFailWorkflowExceptionTypes(Throwable.class)
            .build());
    worker.registerActivitiesImplementations(orders.open(faults, TIMING, time.timer()));
    environment.start();
  }

  private List<WorkflowResult> placeAll() {
    WorkflowClient client = environment.getWorkflowClient();
    List<WorkflowStub> stubs =
        orders.ids().stream()
            .map(id -> OrderPlacement.place(client, candidate.strategy(), id))
            .toList();
    List<WorkflowResult> endings = new ArrayList<>();
    int patience = PATIENCE_SECONDS;
    for (WorkflowStub order : stubs) {
      WorkflowResult ending = endOf(order, patience);
      if (ending.kind() == WorkflowResult.Kind.STUCK) {
        patience = 1;
      }
      endings.add(ending);
      progress.done(endings.size());
    }
    return endings;
  }

  private WorkflowResult endOf(WorkflowStub order, int patience) {
    Strategy strategy = candidate.strategy();
    return WorkflowResult.of(order, strategy, patience)
        .orElseGet(() -> WorkflowResult.stuck(strategy, patience));
  }
}
