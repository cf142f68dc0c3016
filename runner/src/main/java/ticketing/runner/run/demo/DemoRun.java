package ticketing.runner.run.demo;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.WorkflowImplementationOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import ticketing.order.OrderActivitiesImpl;
import ticketing.order.OrderPlacement;
import ticketing.order.Strategy;
import ticketing.runner.run.orders.OrderBatch;
import ticketing.runner.run.orders.OrderProgress;
import ticketing.runner.run.orders.RunOrders;
import ticketing.runner.run.orders.RunResults;
import ticketing.system.Journal;
import ticketing.system.Ledger;
import ticketing.system.LedgerTicketSystem;
import ticketing.system.Operation;
import ticketing.system.PaymentService;
import ticketing.system.Reservations;
import ticketing.system.TimingGuarantees;
import ticketing.system.faults.FaultPlan;
import ticketing.system.faults.FaultyTicketSystem;
import ticketing.system.faults.Timer;
import ticketing.testkit.CodeExceptions;
import ticketing.testkit.SkippedTime;
import ticketing.testkit.WorkflowResult;
import ticketing.testkit.explorer.StrategyUnderTest;

/** Runs the orders of one strategy in a demo, with a worker in this process. */
final class DemoRun {
  /** Begins the order IDs. The faults are chosen by these IDs, also where they are longer. */
  private static final String PREFIX = "order-";

  /** Real seconds that an order may take in skipped time, counted from the end of another. */
  private static final int PATIENCE_SECONDS = 20;

  /** A workflow task that takes long on a busy machine is not an endless loop. */
  private static final WorkerOptions WORKER =
      WorkerOptions.newBuilder()
          .setDefaultDeadlockDetectionTimeout(Duration.ofSeconds(10).toMillis())
          .build();

  private static final WorkerFactoryOptions FACTORY =
      WorkerFactoryOptions.newBuilder()
          .setWorkerInterceptors(new CodeExceptions())
          .validateAndBuildWithDefaults();

  /** An exception of the workflow's code ends the order, and is not retried. */
  private static final WorkflowImplementationOptions CODE =
      WorkflowImplementationOptions.newBuilder()
          .setFailWorkflowExceptionTypes(Throwable.class)
          .build();

  private final StrategyUnderTest underTest;
  private final Strategy strategy;
  private final List<String> orderIds;
  private final TimingGuarantees timing;
  private final Clock clock;
  private final Ledger ledger;
  private final Journal journal = new Journal();

  private DemoRun(
      StrategyUnderTest underTest,
      Strategy strategy,
      Path database,
      List<String> orderIds,
      TimingGuarantees timing,
      Clock clock) {
    this.underTest = underTest;
    this.strategy = strategy;
    this.orderIds = orderIds;
    this.timing = timing;
    this.clock = clock;
    this.ledger = new Ledger(database, clock);
  }

  /**
   * Runs all orders at once in the skipped time of a test service of their own.
   *
   * @param database the folder for the tickets
   */
  static DemoResult inSkippedTime(
      StrategyUnderTest underTest,
      Path database,
      int orders,
      FaultPlan faults,
      OrderProgress progress) {
    long begin = System.nanoTime();
    TestEnvironmentOptions options =
        TestEnvironmentOptions.newBuilder().setWorkerFactoryOptions(FACTORY).build();
    try (TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance(options)) {
      SkippedTime time = new SkippedTime(environment);
      DemoRun run =
          new DemoRun(
              underTest,
              underTest.strategy(),
              database,
              RunOrders.ids(PREFIX, orders),
              TimingGuarantees.USUAL,
              time.clock());
      run.startWorker(environment.getWorkerFactory(), faults, time.timer());
      Map<String, WorkflowResult> results = run.placeAll(environment.getWorkflowClient(), progress);
      environment.sleep(run.settleTime());
      return run.result(results, Duration.ofNanos(System.nanoTime() - begin));
    }
  }

  /**
   * Runs the orders on a server in real time, on a task queue that no other worker serves.
   *
   * @param run is in the IDs and in the task queue, so that no other run on the server has the same
   * @throws ticketing.runner.util.UsageException if the server no longer answers
   */
  static DemoResult onServer(
      WorkflowClient client,
      String run,
      StrategyUnderTest underTest,
      Path database,
      int orders,
      FaultPlan faults,
      OrderProgress progress)
      throws InterruptedException {
    String name = underTest.name();
    String prefix = "%s%s-%s-".formatted(PREFIX, run, name.split("-")[0]);
    DemoRun demo =
        new DemoRun(
            underTest,
            underTest.strategy().on("%s-demo-%s".formatted(name, run)),
            database,
            RunOrders.ids(prefix, orders),
            TimingGuarantees.FAST,
            Clock.systemUTC());
    WorkerFactory factory = WorkerFactory.newInstance(client, FACTORY);
    try {
      demo.startWorker(factory, call -> faults.choose(withoutRun(call, prefix)), Timer.realTime());
      OrderBatch batch = new OrderBatch(client, demo.strategy, demo.orderIds, progress);
      Map<String, WorkflowResult> results = batch.run(() -> true);
      TimeUnit.MILLISECONDS.sleep(demo.settleTime().toMillis());
      return demo.result(results, batch.time());
    } finally {
      factory.shutdownNow();
    }
  }

  private static FaultPlan.Call withoutRun(FaultPlan.Call call, String prefix) {
    return new FaultPlan.Call(
        call.operation(),
        PREFIX + call.orderId().substring(prefix.length()),
        call.number(),
        call.hidesTicket(),
        call.hasTicket());
  }

  /** Reserves the seats, and starts a worker that calls the ticket system with these faults. */
  private void startWorker(WorkerFactory factory, FaultPlan faults, Timer timer) {
    Reservations reservations = RunOrders.reservations(orderIds);
    reservations.write(ledger.database());
    FaultyTicketSystem tickets =
        new FaultyTicketSystem(
            underTest
                .ticketSystem()
                .create(ledger, reservations, timing, LedgerTicketSystem.TOKEN_LIFE, clock),
            faults,
            timing,
            journal,
            clock,
            timer);
    Worker worker = factory.newWorker(strategy.taskQueue(), WORKER);
    strategy.registerOn(worker, CODE);
    worker.registerActivitiesImplementations(
        new OrderActivitiesImpl(tickets, new PaymentService()));
    factory.start();
  }

  /** Time is skipped only while a result is awaited, so all orders begin at the same time. */
  private Map<String, WorkflowResult> placeAll(WorkflowClient client, OrderProgress progress) {
    List<WorkflowStub> placed =
        orderIds.stream().map(id -> OrderPlacement.place(client, strategy, id)).toList();
    Map<String, WorkflowResult> results = new LinkedHashMap<>();
    int patience = PATIENCE_SECONDS;
    for (WorkflowStub order : placed) {
      int seconds = patience;
      WorkflowResult result =
          WorkflowResult.of(order, strategy, seconds)
              .orElseGet(() -> WorkflowResult.stuck(strategy, seconds));
      if (result.kind() == WorkflowResult.Kind.STUCK) {
        patience = 1;
      }
      results.put(order.getExecution().getWorkflowId(), result);
      progress.orderEnded();
    }
    return results;
  }

  private Duration settleTime() {
    return timing.maxWriteDelay().plus(timing.maxReadLag());
  }

  private DemoResult result(Map<String, WorkflowResult> results, Duration time) {
    return new DemoResult(
        underTest.name(),
        RunResults.of(ledger, results),
        journal.calls(Operation.CREATE_TICKET),
        time);
  }
}
