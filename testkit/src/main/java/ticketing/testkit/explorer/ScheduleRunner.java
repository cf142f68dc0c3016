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

/** Runs schedules on a few threads. Each has a test service and runs one schedule at a time. */
final class ScheduleRunner {
  private static final int MAX_THREADS = 4;

  /** An order mostly waits for messages between threads, so one more than processors. */
  private static final int THREADS_WANTED = Runtime.getRuntime().availableProcessors() + 1;

  /** So many runs: a busy test service may lose a task or count its clock locks wrongly. */
  private static final int MAX_ATTEMPTS = 3;

  /** So many schedules on one test service: with every task, it searches all locks of its clock. */
  private static final int MAX_RUNS = 50;

  private static final AtomicInteger ORDERS = new AtomicInteger();
  private static final ThreadLocal<ScheduleRunner> OF_THIS_THREAD =
      ThreadLocal.withInitial(ScheduleRunner::new);
  private static final ExecutorService THREADS =
      Executors.newFixedThreadPool(
          Math.min(MAX_THREADS, THREADS_WANTED),
          task -> {
            Thread thread = new Thread(task, "prove");
            thread.setDaemon(true);
            return thread;
          });

  private final Path database = TemporaryFolder.create("workshop-prove");
  private TestTemporal temporal = TestTemporal.withoutCache();
  private Strategy previous;
  private int runs;

  private ScheduleRunner() {}

  /** Runs a schedule on one of the threads; the outcome is null if it is cancelled before that. */
  static Future<Outcome> submit(
      StrategyUnderTest underTest, Schedule schedule, BooleanSupplier cancelled) {
    return THREADS.submit(
        () -> {
          try {
            return cancelled.getAsBoolean() ? null : OF_THIS_THREAD.get().run(underTest, schedule);
          } catch (RuntimeException e) {
            TemporaryFolder.blockIfEnding(); // The database is being deleted.
            throw e;
          }
        });
  }

  private Outcome run(StrategyUnderTest underTest, Schedule schedule) {
    if (previous != null && previous != underTest.strategy()) {
      // The previous strategy may have left running workflows.
      restart();
    }
    previous = underTest.strategy();
    Outcome outcome = runOnce(underTest, schedule);
    for (int i = 1; i < MAX_ATTEMPTS && outcome.isDoubtful(); i++) {
      outcome = runOnce(underTest, schedule);
    }
    return outcome;
  }

  private Outcome runOnce(StrategyUnderTest underTest, Schedule schedule) {
    // Their many events would take seconds to replay at every task.
    if (schedule.world() == World.PATIENT && schedule.has(StepKind::isOutage)
        || schedule.has(StepKind.NOT_SENT_OUTAGE)) {
      TestTemporal cached = TestTemporal.withCache();
      try {
        return runOn(cached, underTest, schedule);
      } finally {
        cached.close();
      }
    }
    Outcome outcome = runOn(temporal, underTest, schedule);
    runs++;
    if (outcome.leavesSomethingOpen() || runs == MAX_RUNS) {
      restart();
    }
    return outcome;
  }

  private Outcome runOn(TestTemporal its, StrategyUnderTest underTest, Schedule schedule) {
    return new ScheduledOrder(
            underTest,
            its,
            new Ledger(database, its.clock()),
            schedule.world().orderPrefix() + ORDERS.incrementAndGet(),
            new SchedulePlan(schedule, its.clock()))
        .run();
  }

  private void restart() {
    runs = 0;
    temporal.close();
    temporal = TestTemporal.withoutCache();
  }
}
