package ticketing.runner.run.demo;

import io.temporal.client.WorkflowClient;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import ticketing.order.Strategy;
import ticketing.runner.run.orders.OrderRush;
import ticketing.runner.run.orders.RunOrders;
import ticketing.runner.run.orders.RushWorker;
import ticketing.system.TimingGuarantees;
import ticketing.system.faults.FaultPlan;
import ticketing.system.faults.Timer;
import ticketing.testkit.WorkflowResult;
import ticketing.testkit.explorer.StrategyUnderTest;

/**
 * One strategy's part of the demo on a server, in real time. The worker is in this process, on a
 * task queue of its own: no other worker takes its orders.
 */
final class ServerDemoRun {
  private static final TimingGuarantees TIMING = TimingGuarantees.FAST;

  private final WorkflowClient client;
  private final StrategyUnderTest candidate;
  private final String prefix;
  private final Strategy strategy;
  private final IntConsumer progress;

  /**
   * Of this candidate.
   *
   * @param run a name that no other run on the server has, such as the time; so that its orders,
   *     too, have IDs of their own
   * @param progress is told whenever an order has come to its end
   */
  ServerDemoRun(
      WorkflowClient client, StrategyUnderTest candidate, String run, IntConsumer progress) {
    this.client = client;
    this.candidate = candidate;
    this.prefix = "%s%s-%s-".formatted(DemoRun.PREFIX, run, candidate.name().split("-")[0]);
    this.strategy = candidate.strategy().on("%s-demo-%s".formatted(candidate.name(), run));
    this.progress = progress;
  }

  /**
   * Runs so many orders.
   *
   * @param faults those of the orders that {@link DemoRun} has, by which they are chosen here too
   * @throws ticketing.runner.util.UsageException if the server does not answer any more
   */
  DemoResult of(Path database, int orders, FaultPlan faults) throws InterruptedException {
    DemoOrders all =
        new DemoOrders(candidate, database, RunOrders.ids(prefix, orders), Clock.systemUTC());
    try (RushWorker worker =
        new RushWorker(
            client,
            strategy,
            all.open(call -> faults.choose(as(call)), TIMING, Timer.realTime()))) {
      OrderRush rush = new OrderRush(client, strategy, all.ids(), progress);
      List<WorkflowResult> endings = rush.run(() -> false);
      TimeUnit.MILLISECONDS.sleep(TIMING.maxWriteDelay().plus(TIMING.maxReadLag()).toMillis());
      return all.result(endings, rush.time());
    }
  }

  /** The same call of the order that has this number in {@link DemoRun}. */
  private FaultPlan.Call as(FaultPlan.Call call) {
    return new FaultPlan.Call(
        call.operation(),
        DemoRun.PREFIX + call.orderId().substring(prefix.length()),
        call.number(),
        call.hidesTicket(),
        call.hasTicket());
  }
}
