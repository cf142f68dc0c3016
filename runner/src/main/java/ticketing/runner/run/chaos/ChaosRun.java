package ticketing.runner.run.chaos;

import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import ticketing.order.OrderActivitiesImpl;
import ticketing.order.Strategy;
import ticketing.runner.run.demo.RunResults;
import ticketing.runner.run.orders.NoOpTicketSystem;
import ticketing.runner.run.orders.OrderRush;
import ticketing.runner.run.orders.Progress;
import ticketing.runner.run.orders.RushWorker;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.UsageException;
import ticketing.system.Ledger;
import ticketing.system.PaymentService;
import ticketing.system.TermsOfService;
import ticketing.testkit.Ending;

/** The orders of one run: as many with nothing to do, and then those that chaos awaits. */
final class ChaosRun {
  /** What the ticket system of a worker process promises. */
  private static final TermsOfService TERMS = TermsOfService.FAST;

  private final CommandContext context;
  private final WorkflowClient client;
  private final Strategy strategy;
  private final List<String> orderIds;

  ChaosRun(
      CommandContext context, WorkflowClient client, Strategy strategy, List<String> orderIds) {
    this.context = context;
    this.client = client;
    this.strategy = strategy;
    this.orderIds = orderIds;
  }

  /**
   * The same workflows in a worker of this process, which nobody kills, with activities that do
   * nothing.
   *
   * @return from the first one's placing to the last one's end
   * @throws UsageException if one does not end with a ticket's number; then chaos would tell
   *     nothing
   */
  Duration withNoOps() throws InterruptedException {
    Strategy noOp = NoOpTicketSystem.strategy(strategy);
    try (RushWorker worker =
        new RushWorker(
            client, noOp, new OrderActivitiesImpl(new NoOpTicketSystem(), new PaymentService()))) {
      List<String> ids = orderIds.stream().map(id -> id + "-no-op").toList();
      OrderRush rush = rush("no-op activities", noOp, ids);
      for (Ending ending : rush.run(() -> false)) {
        requireTicket(ending);
      }
      return rush.time();
    }
  }

  private OrderRush rush(String name, Strategy rushed, List<String> ids) {
    Progress progress = new Progress(context, name, ids.size());
    return new OrderRush(client, rushed, ids, progress::done);
  }

  private void requireTicket(Ending ending) {
    if (ending.kind() != Ending.Kind.RETURNED) {
      throw new UsageException(
          "Where nothing goes wrong, the workflow of "
              + strategy.name()
              + " returns no ticket number yet: it "
              + ending.words(),
          1);
    }
  }

  /**
   * The orders, with a worker that is killed; it is closed in the end.
   *
   * @throws UsageException if there is no worker any more
   */
  ChaosResult underChaos(Ledger ledger, KilledWorker worker, Duration withNoOps)
      throws InterruptedException {
    OrderRush rush = rush(strategy.name(), strategy, orderIds);
    List<Ending> endings = rush.run(() -> worker.problem().isPresent());
    if (worker.problem().isPresent()) {
      throw new UsageException(worker.problem().get(), 1);
    }
    worker.spare();
    TimeUnit.MILLISECONDS.sleep(TERMS.landsWithin().plus(TERMS.visibleWithin()).toMillis());
    worker.close();
    return new ChaosResult(
        strategy.name(),
        RunResults.of(ledger, orderIds, endings),
        worker.kills(),
        rush.time(),
        withNoOps);
  }
}
