package ticketing.runner.bench;

import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkflowImplementationOptions;
import java.util.Arrays;
import java.util.List;
import ticketing.order.OrderActivitiesImpl;
import ticketing.order.OrderPlacement;
import ticketing.order.Strategy;
import ticketing.runner.run.orders.RunOrders;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.StageCode;
import ticketing.system.Journal;
import ticketing.system.Ledger;
import ticketing.system.LedgerTicketSystem;
import ticketing.system.Operation;
import ticketing.system.PaymentService;
import ticketing.system.Reservations;
import ticketing.system.TermsOfService;
import ticketing.system.faults.Fault;
import ticketing.system.faults.FaultyTicketSystem;
import ticketing.system.faults.ScriptedFaults;
import ticketing.testkit.Histories;
import ticketing.testkit.SkippedTime;
import ticketing.testkit.TemporaryFolder;

/**
 * How many events Temporal keeps of an order whose creates fail for a while, in skipped time: all
 * of them, and those of the longest history, which is what a worker has to replay.
 */
final class HistoryLength {
  private static final TermsOfService TERMS = TermsOfService.USUAL;
  private static final List<Integer> FAILING = List.of(0, 1, 10, 100);
  private static final String ORDER = "order-1";

  private HistoryLength() {}

  static void measure(List<Stage> stages) {
    System.out.println(
        "events of one order, while so many creates fail before the write (skipped time)");
    System.out.printf(
        "%-28s%8s%9s%11s%9s%12s%n", "", "failing", "events", "histories", "longest", "the order's");
    for (Stage stage : stages) {
      Strategy strategy = StageCode.main(stage.solution()).strategy();
      for (int failing : FAILING) {
        tell(stage, failing, historiesOf(strategy, failing));
      }
    }
  }

  private static void tell(Stage stage, int failing, List<WorkflowExecutionHistory> histories) {
    int[] events = histories.stream().mapToInt(history -> history.getEvents().size()).toArray();
    System.out.printf(
        "%-28s%8d%9d%11d%9d%12d%n",
        stage,
        failing,
        Arrays.stream(events).sum(),
        events.length,
        Arrays.stream(events).max().orElseThrow(),
        events[0]);
  }

  /** Of the order's workflow first, and then of all that came of it. */
  static List<WorkflowExecutionHistory> historiesOf(Strategy strategy, int failing) {
    try (TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance()) {
      Worker worker = environment.newWorker(strategy.taskQueue());
      strategy.registerOn(worker, WorkflowImplementationOptions.getDefaultInstance());
      worker.registerActivitiesImplementations(
          new OrderActivitiesImpl(
              ticketSystem(new SkippedTime(environment), failing), new PaymentService()));
      environment.start();
      WorkflowStub order = OrderPlacement.place(environment.getWorkflowClient(), strategy, ORDER);
      order.getResult(String.class);
      return Histories.stored(
          environment.getWorkflowClient(), order.describe().getExecution(), Integer.MAX_VALUE);
    }
  }

  private static FaultyTicketSystem ticketSystem(SkippedTime time, int failing) {
    Ledger ledger = new Ledger(TemporaryFolder.create("workshop-history"), time.clock());
    Reservations reservations = RunOrders.reservations(List.of(ORDER));
    Fault[] outage = new Fault[failing];
    Arrays.fill(outage, Fault.UNAVAILABLE);
    return new FaultyTicketSystem(
        new LedgerTicketSystem(
            ledger, reservations, TERMS, LedgerTicketSystem.TOKEN_LIFE, time.clock()),
        new ScriptedFaults().on(Operation.CREATE_TICKET, outage),
        TERMS,
        new Journal(),
        time.clock(),
        time.timer());
  }
}
