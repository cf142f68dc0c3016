package ticketing.testkit.explorer;

import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import ticketing.order.Strategy;
import ticketing.system.Ledger;
import ticketing.testkit.TemporaryFolder;
import ticketing.testkit.TestTemporal;

/** Runs schedules one after the other, on a test service of its own. There are a few lanes. */
final class Lane {
  private static final int MOST_LANES = 4;
  private static final AtomicInteger ORDERS = new AtomicInteger();
  private static final ThreadLocal<Lane> OF_THIS_THREAD = ThreadLocal.withInitial(Lane::new);
  private static final ExecutorService LANES =
      Executors.newFixedThreadPool(
          Math.min(MOST_LANES, Runtime.getRuntime().availableProcessors()),
          lane -> {
            Thread thread = new Thread(lane, "prove");
            thread.setDaemon(true);
            return thread;
          });

  private final Path database = TemporaryFolder.create("workshop-prove");
  private TestTemporal temporal = TestTemporal.withoutCache();
  private Strategy last;

  private Lane() {}

  /** Where to {@linkplain #run run} a schedule: on a thread of these. */
  static ExecutorService lanes() {
    return LANES;
  }

  /** The lane of this thread, which is one of {@link #lanes}. */
  static Lane ofThisThread() {
    return OF_THIS_THREAD.get();
  }

  /** Places an order of its own and lets the schedule happen to it. */
  Outcome run(StrategyUnderTest candidate, Schedule schedule) {
    if (last != null && last != candidate.strategy()) {
      // It may have left workflows behind that go on.
      startAnew();
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
                Explorer.TIMING,
                new Ledger(database, temporal.clock()),
                "order-" + ORDERS.incrementAndGet(),
                new SchedulePlan(schedule))
            .run();
    if (outcome.leavesSomethingOpen()) {
      startAnew();
    }
    return outcome;
  }

  private void startAnew() {
    temporal.close();
    temporal = TestTemporal.withoutCache();
  }
}
