package ticketing.runner.bench;

import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ticketing.order.Strategy;
import ticketing.runner.run.orders.NoOpTicketSystem;
import ticketing.runner.run.orders.OrderRush;
import ticketing.runner.run.orders.RunOrders;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.Shell;
import ticketing.system.Database;
import ticketing.system.Ledger;
import ticketing.testkit.Ending;
import ticketing.testkit.TemporaryFolder;

/**
 * Orders per second, beside the same workflows with a ticket system that does nothing: how much of
 * the time is the tickets', and how much Temporal's. Both kinds have as many worker processes, on
 * the same server, and take turns.
 */
final class Throughput implements AutoCloseable {
  private static final int WARM_UPS = 2;
  private static final int ROUNDS = 5;
  private static final int ORDERS = 200;

  private final Workshop workshop;
  private final Stage stage;
  private final BenchServer server;
  private final int workers;
  private final Path folder = TemporaryFolder.create("workshop-throughput");
  private final List<Process> processes = new ArrayList<>();
  private int rushes;

  Throughput(Workshop workshop, Stage stage, BenchServer server, int workers) {
    this.workshop = workshop;
    this.stage = stage;
    this.server = server;
    this.workers = workers;
  }

  /** What is measured, for the lines that {@link #measure} prints. */
  static void head() {
    System.out.printf(
        "orders per second, median of %d rounds of %d orders, %s%n",
        ROUNDS, ORDERS, "no faults; with the ledger, and with a ticket system that does nothing");
    System.out.printf("%-28s%-20s%8s%9s%8s%8s%n", "", "", "workers", "ledger", "no-op", "ratio");
  }

  void measure() throws Exception {
    Strategy withLedger = new Strategy(stage.name());
    Strategy withNoOps = NoOpTicketSystem.strategy(withLedger);
    RunOrders.reservations(allOrders()).write(folder.resolve("database"));
    startWorkers("worker", stage.name(), "--solution", "--end-with-parent");
    startWorkers(BenchWorkerCommand.NAME, stage.name());
    WorkflowServiceStubs stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder()
                .setTarget(server.address())
                .validateAndBuildWithDefaults());
    try {
      WorkflowClient client = WorkflowClient.newInstance(stubs);
      for (int i = 0; i < WARM_UPS; i++) {
        rush(client, withLedger);
        rush(client, withNoOps);
      }
      List<Double> ledger = new ArrayList<>();
      List<Double> noOp = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        // Whoever comes second finds the server warmer and fuller, so they take turns at it.
        boolean ledgerFirst = round % 2 == 0;
        double first = rush(client, ledgerFirst ? withLedger : withNoOps);
        double second = rush(client, ledgerFirst ? withNoOps : withLedger);
        ledger.add(ledgerFirst ? first : second);
        noOp.add(ledgerFirst ? second : first);
      }
      requireTickets();
      double median = Median.of(ledger);
      System.out.printf(
          "%-28s%-20s%8d%9.1f%8.1f%8.2f%n",
          stage, server, workers, median, Median.of(noOp), median / Median.of(noOp));
    } finally {
      stubs.shutdownNow();
    }
  }

  /** Orders per second of one rush; all of them have to end with a ticket's number. */
  private double rush(WorkflowClient client, Strategy strategy) throws InterruptedException {
    List<String> orderIds = orders(rushes++);
    OrderRush rush = new OrderRush(client, strategy, orderIds, count -> {});
    for (Ending ending : rush.run(() -> processes.stream().anyMatch(p -> !p.isAlive()))) {
      if (ending.kind() != Ending.Kind.RETURNED) {
        throw new IllegalStateException("An order of " + strategy + " " + ending.words());
      }
    }
    return ORDERS / (rush.time().toNanos() / 1e9);
  }

  /** Half of the orders went to the ledger. */
  private void requireTickets() {
    Ledger ledger = new Ledger(folder.resolve("database"), Clock.systemUTC());
    List<String> orderIds = ledger.orderIds();
    boolean oneEach = orderIds.stream().allMatch(id -> ledger.ticketIdsOf(id).size() == 1);
    if (!oneEach || orderIds.size() != rushes / 2 * ORDERS) {
      throw new IllegalStateException(orderIds.size() + " orders in the ledger");
    }
  }

  private List<String> orders(int rush) {
    return RunOrders.ids("order-%s-%d-%d-".formatted(stage.number(), workers, rush), ORDERS);
  }

  private List<String> allOrders() {
    List<String> all = new ArrayList<>();
    for (int rush = 0; rush < 2 * (WARM_UPS + ROUNDS); rush++) {
      all.addAll(orders(rush));
    }
    return all;
  }

  private void startWorkers(String... command) throws Exception {
    Map<String, String> environment = new TreeMap<>(server.environment());
    environment.put(Database.VARIABLE, folder.resolve("database").toString());
    for (int i = 0; i < workers; i++) {
      Path log = folder.resolve("worker-" + processes.size() + ".log");
      Process worker =
          Shell.start(
              workshop.root(),
              environment,
              log,
              // One that is killed cleans up nothing.
              Shell.runnerCommand(workshop.root(), List.of("-Djava.io.tmpdir=" + folder), command));
      processes.add(worker);
      Shell.awaitText(worker, log, "is ready");
    }
  }

  @Override
  public void close() throws InterruptedException {
    processes.forEach(Process::destroyForcibly);
    for (Process process : processes) {
      process.waitFor();
    }
    TemporaryFolder.delete(folder);
  }
}
