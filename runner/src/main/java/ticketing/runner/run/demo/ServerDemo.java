package ticketing.runner.run.demo;

import io.temporal.client.WorkflowClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import ticketing.runner.run.orders.Progress;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.UsageException;
import ticketing.system.faults.FaultPlan;
import ticketing.testkit.explorer.StrategyUnderTest;

/** The demo on a server, in real time: all strategies at once, for most of the time is waiting. */
final class ServerDemo {
  private ServerDemo() {}

  /**
   * Runs it.
   *
   * @param client of the server
   * @param folder gets a folder for each strategy's tickets
   * @return what came of each, in their order
   * @throws UsageException if the server does not answer any more
   */
  static List<DemoResult> of(
      CommandContext context,
      WorkflowClient client,
      Collection<StrategyUnderTest> candidates,
      Path folder,
      int orders,
      FaultPlan faults)
      throws InterruptedException {
    String run = RunOptions.now();
    IntConsumer progress = progress(context, orders * candidates.size());
    List<Callable<DemoResult>> parts = new ArrayList<>();
    for (StrategyUnderTest candidate : candidates) {
      ServerDemoRun part = new ServerDemoRun(client, candidate, run, progress);
      parts.add(() -> part.of(folder.resolve(candidate.name()), orders, faults));
    }
    ExecutorService threads = Executors.newFixedThreadPool(parts.size());
    try {
      List<DemoResult> results = new ArrayList<>();
      for (Future<DemoResult> part : threads.invokeAll(parts)) {
        results.add(part.get());
      }
      return results;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UsageException usage) {
        throw usage;
      }
      throw new IllegalStateException("A part of the demo broke off", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  /** Counts what all of them have done. */
  private static IntConsumer progress(CommandContext context, int all) {
    Progress progress = new Progress(context, "orders with an end", all);
    AtomicInteger done = new AtomicInteger();
    return ofOne -> {
      synchronized (done) {
        progress.done(done.incrementAndGet());
      }
    };
  }
}
