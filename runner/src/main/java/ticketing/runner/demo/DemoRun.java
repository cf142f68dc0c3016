package ticketing.runner.demo;

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
import ticketing.order.OrderActivitiesImpl;
import ticketing.order.OrderPlacement;
import ticketing.order.Strategy;
import ticketing.runner.Candidate;
import ticketing.system.Journal;
import ticketing.system.Ledger;
import ticketing.system.LedgerTicketSystem;
import ticketing.system.Operation;
import ticketing.system.PaymentService;
import ticketing.system.Reservations;
import ticketing.system.TermsOfService;
import ticketing.system.TicketSystem;
import ticketing.system.faults.Fault;
import ticketing.system.faults.FaultyTicketSystem;
import ticketing.system.faults.RandomFaults;
import ticketing.testkit.CodeExceptions;
import ticketing.testkit.Ending;
import ticketing.testkit.SkippedTime;

/** One strategy's part of the demo: all orders at once, on a test service of its own. */
final class DemoRun {
  private static final TermsOfService TERMS = TermsOfService.USUAL;

  /** Real seconds without any order coming to its end, after which the rest is called stuck. */
  private static final int PATIENCE_SECONDS = 20;

  /** A busy machine is no endless loop in a workflow; well below the patience for one. */
  private static final Duration DEADLOCK = Duration.ofSeconds(PATIENCE_SECONDS / 2);

  private static final TestEnvironmentOptions OPTIONS =
      TestEnvironmentOptions.newBuilder()
          .setWorkerFactoryOptions(
              WorkerFactoryOptions.newBuilder().setWorkerInterceptors(new CodeExceptions()).build())
          .build();

  private final Candidate candidate;
  private final Journal journal = new Journal();
  private final Ledger ledger;
  private final TestWorkflowEnvironment environment;
  private final List<String> orderIds;

  private DemoRun(
      Candidate candidate, Path database, TestWorkflowEnvironment environment, int orders) {
    this.candidate = candidate;
    this.environment = environment;
    this.ledger = new Ledger(database, new SkippedTime(environment).clock());
    this.orderIds = RunOrders.ids("order-", orders);
  }

  static DemoResult of(
      Candidate candidate, Path database, int orders, long seed, double likelihood) {
    long begin = System.nanoTime();
    try (TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance(OPTIONS)) {
      DemoRun run = new DemoRun(candidate, database, environment, orders);
      run.startWorker(new RandomFaults(seed, likelihood, Fault.REJECTED));
      List<Ending> endings = run.placeAll();
      environment.sleep(TERMS.landsWithin().plus(TERMS.visibleWithin()));
      return run.result(endings, Duration.ofNanos(System.nanoTime() - begin));
    }
  }

  private void startWorker(RandomFaults faults) {
    SkippedTime time = new SkippedTime(environment);
    Reservations reservations = RunOrders.reservations(orderIds);
    reservations.write(ledger.database());
    TicketSystem ticketSystem =
        candidate
            .ticketSystem()
            .of(ledger, reservations, TERMS, LedgerTicketSystem.TOKEN_LIFE, time.clock());
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
    worker.registerActivitiesImplementations(
        new OrderActivitiesImpl(
            new FaultyTicketSystem(
                ticketSystem, faults, TERMS, journal, time.clock(), time.timer()),
            new PaymentService()));
    environment.start();
  }

  private List<Ending> placeAll() {
    WorkflowClient client = environment.getWorkflowClient();
    List<WorkflowStub> stubs =
        orderIds.stream()
            .map(id -> OrderPlacement.place(client, candidate.strategy(), id))
            .toList();
    List<Ending> endings = new ArrayList<>();
    Progress progress = new Progress(candidate.name(), orderIds.size());
    int patience = PATIENCE_SECONDS;
    for (WorkflowStub order : stubs) {
      Ending ending = endOf(order, patience);
      if (ending.kind() == Ending.Kind.STUCK) {
        patience = 1;
      }
      endings.add(ending);
      progress.done(endings.size());
    }
    return endings;
  }

  private Ending endOf(WorkflowStub order, int patience) {
    Strategy strategy = candidate.strategy();
    return Ending.of(order, strategy, patience).orElseGet(() -> Ending.stuck(strategy, patience));
  }

  private DemoResult result(List<Ending> endings, Duration time) {
    int creates = journal.calls(Operation.CREATE_TICKET);
    return new DemoResult(
        candidate.name(), RunResults.of(ledger, orderIds, endings), creates, time);
  }
}
