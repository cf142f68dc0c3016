package ticketing.runner.chaos;

import io.temporal.client.WorkflowClient;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkflowImplementationOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import ticketing.order.Strategy;
import ticketing.runner.UsageException;
import ticketing.runner.demo.RunOrders;
import ticketing.runner.demo.RunResults;
import ticketing.system.Ledger;
import ticketing.system.TermsOfService;
import ticketing.testkit.Ending;

/** One strategy's orders, first with the worker that is killed, then with activities that are no-ops. */
final class ChaosRun {
  private final WorkflowClient client;
  private final Strategy strategy;
  private final List<String> orderIds;

  ChaosRun(WorkflowClient client, Strategy strategy, List<String> orderIds) {
    this.client = client;
    this.strategy = strategy;
    this.orderIds = orderIds;
  }

  /**
   * What came of it.
   *
   * @param orders what came of each order, once everything late has landed
   * @param kills how often the worker was killed
   * @param time from the first order's placing to the last one's end
   */
  record Result(RunResults orders, int kills, Duration time) {}

  /** Works on a database in this folder with this worker, which is closed in the end. */
  Result underChaos(Path database, KilledWorker worker) throws InterruptedException {
    OrderRush rush = new OrderRush(strategy.name(), client, strategy, orderIds);
    List<Ending> endings = rush.run(() -> worker.problem().isPresent());
    worker.problem().ifPresent(
        problem -> {
          throw new UsageException(problem, 1);
        });
    worker.spare();
    TermsOfService terms = TermsOfService.FAST;
    Thread.sleep(terms.landsWithin().plus(terms.visibleWithin()).toMillis());
    worker.close();
    Ledger ledger = new Ledger(database, Clock.systemUTC());
    return new Result(RunResults.of(ledger, orderIds, endings), worker.kills(), rush.time());
  }

  /** The time of the same workflows, as many, in a worker of this process, with no-op activities. */
  Duration withNoOps() throws InterruptedException {
    String name = strategy.name() + "-no-op";
    Strategy noOp = new Strategy(name, strategy.workflows());
    WorkerFactory factory = WorkerFactory.newInstance(client);
    try {
      Worker worker = factory.newWorker(noOp.taskQueue());
      noOp.registerOn(worker, WorkflowImplementationOptions.getDefaultInstance());
      worker.registerActivitiesImplementations(new NoOpActivities());
      factory.start();
      List<String> ids =
          orderIds.stream().map(id -> id.replaceFirst("order-", "order-no-op-")).toList();
      OrderRush rush = new OrderRush("  with no-op activities", client, noOp, ids);
      rush.run(() -> false);
      return rush.time();
    } finally {
      factory.shutdownNow();
    }
  }
}
