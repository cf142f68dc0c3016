package ticketing.testkit.explorer;

import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import ticketing.order.Strategy;
import ticketing.system.Ledger;
import ticketing.testkit.TemporaryFolder;
import ticketing.testkit.TestTemporal;

/** Runs schedules, one after the other on each of a few threads, which have a test service each. */
final class ScheduleRunner {
  private static final int MAX_THREADS = 4;
  private static final AtomicInteger ORDERS = new AtomicInteger();
  private static final ThreadLocal<ScheduleRunner> OF_THIS_THREAD =
      ThreadLocal.withInitial(ScheduleRunner::new);
  private static final ExecutorService THREADS =
      Executors.newFixedThreadPool(
          Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors()),
          task -> {
            Thread thread = new Thread(task, "prove");
            thread.setDaemon(true);
            return thread;
          });

  private final Path database = TemporaryFolder.create("workshop-prove");
  private TestTemporal temporal = TestTemporal.withoutCache();
  private Strategy last;

  private ScheduleRunner() {}

  /** Runs a schedule on one of the threads; without an outcome if it is cancelled by then. */
  static Future<Outcome> submit(
      StrategyUnderTest candidate, Schedule schedule, BooleanSupplier cancelled) {
    return THREADS.submit(
        () -> cancelled.getAsBoolean() ? null : OF_THIS_THREAD.get().run(candidate, schedule));
  }

  private Outcome run(StrategyUnderTest candidate, Schedule schedule) {
    if (last != null && last != candidate.strategy()) {
      // It may have left workflows behind that go on.
      restart();
    }
    last = candidate.strategy();
    Outcome outcome = runOnce(candidate, schedule);
    return outcome.isDoubtful() ? runOnce(candidate, schedule) : outcome;
  }

  private Outcome runOnce(StrategyUnderTest candidate, Schedule schedule) {
    Outcome outcome =
        new ScheduledOrder(
                candidate,
                temporal,
                new Ledger(database, temporal.clock()),
                "order-" + ORDERS.incrementAndGet(),
                new SchedulePlan(schedule))
            .run();
    if (outcome.leavesSomethingOpen()) {
      restart();
    }
    return outcome;
  }

  private void restart() {
    temporal.close();
    temporal = TestTemporal.withoutCache();
  }
}
