package ticketing.runner.demo;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkflowImplementationOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import ticketing.order.OrderActivitiesImpl;
import ticketing.order.OrderPlacement;
import ticketing.order.Strategy;
import ticketing.system.Journal;
import ticketing.system.Ledger;
import ticketing.system.LedgerTicketSystem;
import ticketing.system.Operation;
import ticketing.system.PaymentService;
import ticketing.system.Reservations;
import ticketing.system.TermsOfService;
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

  private static final TestEnvironmentOptions OPTIONS =
      TestEnvironmentOptions.newBuilder()
          .setWorkerFactoryOptions(
              WorkerFactoryOptions.newBuilder().setWorkerInterceptors(new CodeExceptions()).build())
          .build();

  private final Strategy strategy;
  private final Journal journal = new Journal();
  private final Ledger ledger;
  private final TestWorkflowEnvironment environment;
  private final List<String> orderIds;

  private DemoRun(
      Strategy strategy, Path database, TestWorkflowEnvironment environment, int orders) {
    this.strategy = strategy;
    this.environment = environment;
    this.ledger = new Ledger(database, new SkippedTime(environment).clock());
    this.orderIds = RunOrders.ids("order-", orders);
  }

  static DemoResult of(Strategy strategy, Path database, int orders, long seed, double likelihood) {
    long begin = System.nanoTime();
    try (TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance(OPTIONS)) {
      DemoRun run = new DemoRun(strategy, database, environment, orders);
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
    LedgerTicketSystem ticketSystem =
        new LedgerTicketSystem(
            ledger, reservations, TERMS, LedgerTicketSystem.TOKEN_LIFE, time.clock());
    Worker worker = environment.newWorker(strategy.taskQueue());
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
        orderIds.stream().map(id -> OrderPlacement.place(client, strategy, id)).toList();
    List<Ending> endings = new ArrayList<>();
    Progress progress = new Progress(strategy.name(), orderIds.size());
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
    try {
      return Ending.returned(order.getResult(patience, TimeUnit.SECONDS, String.class));
    } catch (WorkflowFailedException e) {
      return Ending.failed(e, strategy);
    } catch (TimeoutException e) {
      return Ending.stuck(strategy, patience);
    }
  }

  private DemoResult result(List<Ending> endings, Duration time) {
    int creates = journal.calls(Operation.CREATE_TICKET);
    return new DemoResult(strategy.name(), RunResults.of(ledger, orderIds, endings), creates, time);
  }
}
