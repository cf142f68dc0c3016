package ticketing.runner.run.orders;

import io.temporal.client.WorkflowClient;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import ticketing.order.OrderActivitiesImpl;
import ticketing.order.Strategy;
import ticketing.system.Journal;
import ticketing.system.Ledger;
import ticketing.system.LedgerTicketSystem;
import ticketing.system.Operation;
import ticketing.system.PaymentService;
import ticketing.system.Reservations;
import ticketing.system.TicketSystem;
import ticketing.system.TimingGuarantees;
import ticketing.system.faults.FaultPlan;
import ticketing.system.faults.FaultyTicketSystem;
import ticketing.system.faults.Timer;
import ticketing.testkit.CodeExceptions;
import ticketing.testkit.SkippedTime;
import ticketing.testkit.WorkflowResult;
import ticketing.testkit.WorkflowResult.Kind;
import ticketing.testkit.explorer.StrategyUnderTest;

/** Runs the orders of one strategy in a demo, with a worker in this process. */
record DemoRun(
    StrategyUnderTest underTest, Path database, int orders, FaultPlan faults, Journal journal) {
  /** Begins the order IDs. The faults are chosen by these IDs, also where they are longer. */
  private static final String PREFIX = "order-";

  /** How long, in real time, no order may end when time is skipped. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** A workflow task that takes long on a busy machine is not an endless loop. */
  private static final WorkerOptions WORKER =
      WorkerOptions.newBuilder()
          .setDefaultDeadlockDetectionTimeout(Duration.ofSeconds(10).toMillis())
          .build();

  private static final WorkerFactoryOptions FACTORY =
      WorkerFactoryOptions.newBuilder()
          .setWorkerInterceptors(new CodeExceptions(end -> {}))
          .validateAndBuildWithDefaults();

  /** An exception of the workflow's code ends the order, and is not retried. */
  private static final WorkflowImplementationOptions CODE =
      WorkflowImplementationOptions.newBuilder()
          .setFailWorkflowExceptionTypes(Throwable.class)
          .build();

  /** What came of it, with the number of create calls, and the time that it really took. */
  record Result(String strategy, RunResults orders, int creates, Duration time) {}

  /** Makes a run whose database is below this folder. */
  static DemoRun in(Path folder, StrategyUnderTest underTest, int orders, FaultPlan faults) {
    Path database = folder.resolve(underTest.name());
    return new DemoRun(underTest, database, orders, faults, new Journal());
  }

  String name() {
    return underTest.name();
  }

  /** Runs the orders in the skipped time of a test service of their own. */
  Result inSkippedTime(OrderProgress progress) throws InterruptedException {
    TestEnvironmentOptions options =
        TestEnvironmentOptions.newBuilder().setWorkerFactoryOptions(FACTORY).build();
    try (TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance(options)) {
      SkippedTime time = new SkippedTime(environment);
      TimingGuarantees timing = TimingGuarantees.USUAL;
      Strategy strategy = underTest.strategy();
      List<String> orderIds = RunOrders.ids(PREFIX, orders);
      TicketSystem tickets = tickets(orderIds, faults, timing, time.clock(), time.timer());
      startWorker(environment.getWorkerFactory(), strategy, tickets);
      OrderBatch batch =
          new OrderBatch(environment.getWorkflowClient(), strategy, orderIds, progress);
      Map<String, WorkflowResult> results = run(batch, PATIENCE);
      if (!hasStuckOrder(results)) { // It would keep the test service from skipping time.
        environment.sleep(settleTime(timing));
      }
      return result(results, batch.time());
    }
  }

  /**
   * Runs the orders on a server in real time, on a task queue that no other worker serves.
   *
   * @param run is in the IDs and in the task queue, so that no other run on the server has the same
   */
  Result onServer(WorkflowClient client, String run, OrderProgress progress)
      throws InterruptedException {
    TimingGuarantees timing = TimingGuarantees.FAST;
    Strategy strategy = underTest.strategy().on("%s-demo-%s".formatted(name(), run));
    String prefix = "%s%s-%s-".formatted(PREFIX, run, name().split("-")[0]);
    List<String> orderIds = RunOrders.ids(prefix, orders);
    FaultPlan sameFaults = call -> faults.choose(withoutRun(call, prefix));
    TicketSystem tickets =
        tickets(orderIds, sameFaults, timing, Clock.systemUTC(), Timer.realTime());
    WorkerFactory factory = WorkerFactory.newInstance(client, FACTORY);
    try {
      startWorker(factory, strategy, tickets);
      OrderBatch batch = new OrderBatch(client, strategy, orderIds, progress);
      Map<String, WorkflowResult> results = run(batch, OrderBatch.PATIENCE);
      TimeUnit.MILLISECONDS.sleep(settleTime(timing).toMillis());
      return result(results, batch.time());
    } finally {
      factory.shutdownNow();
    }
  }

  /** Runs the orders. The result of one that is stuck names the line where the code is. */
  private Map<String, WorkflowResult> run(OrderBatch batch, Duration patience)
      throws InterruptedException {
    Map<String, WorkflowResult> results = batch.run(patience, () -> true);
    if (hasStuckOrder(results)) {
      WorkflowResult stuck = WorkflowResult.stuck(underTest.strategy(), (int) patience.toSeconds());
      results.replaceAll((id, result) -> result.kind() == Kind.STUCK ? stuck : result);
    }
    return results;
  }

  private static boolean hasStuckOrder(Map<String, WorkflowResult> results) {
    return results.values().stream().anyMatch(result -> result.kind() == Kind.STUCK);
  }

  private static FaultPlan.Call withoutRun(FaultPlan.Call call, String prefix) {
    return new FaultPlan.Call(
        call.operation(),
        PREFIX + call.orderId().substring(prefix.length()),
        call.number(),
        call.hidesTicket(),
        call.hasTicket());
  }

  /** Reserves the seats, and returns a ticket system with these faults. */
  private TicketSystem tickets(
      List<String> orderIds, FaultPlan faults, TimingGuarantees timing, Clock clock, Timer timer) {
    Reservations reservations = RunOrders.reservations(orderIds);
    reservations.write(database);
    return new FaultyTicketSystem(
        underTest.ticketSystem(
            new LedgerTicketSystem(new Ledger(database, clock), reservations, timing, clock)),
        faults,
        timing,
        journal,
        clock,
        timer);
  }

  private static void startWorker(WorkerFactory factory, Strategy strategy, TicketSystem tickets) {
    Worker worker = factory.newWorker(strategy.taskQueue(), WORKER);
    strategy.registerOn(worker, CODE);
    worker.registerActivitiesImplementations(
        new OrderActivitiesImpl(tickets, new PaymentService()));
    factory.start();
  }

  static Duration settleTime(TimingGuarantees timing) {
    return timing.maxWriteDelay().plus(timing.maxReadLag());
  }

  private Result result(Map<String, WorkflowResult> results, Duration time) {
    return new Result(
        name(),
        RunResults.of(new Ledger(database, Clock.systemUTC()), results),
        journal.calls(Operation.CREATE_TICKET),
        time);
  }
}
