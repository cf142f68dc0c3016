package ticketing.testkit;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import ticketing.order.Strategy;
import ticketing.testkit.WorkflowThreads.InCode;

/**
 * Finds out that an order's workflow will never end. It looks at what the workflow does and not at
 * the time, because on a busy machine everything takes longer: a workflow that completes too many
 * tasks, or blocks its thread, or uses the processor and completes no task, or does nothing.
 */
final class ProgressWatch {
  /** The real time between two looks. */
  static final int LOOK_MILLIS = 50;

  /** Looks at a blocked thread: a second, or more on a busy machine. */
  private static final int BLOCKED_LOOKS = 1000 / LOOK_MILLIS;

  /** Looks at a workflow that does nothing: five seconds, or more on a busy machine. */
  private static final int QUIET_LOOKS = 5000 / LOOK_MILLIS;

  /** No single task takes that much time of a processor. */
  private static final long LOOP_NANOS = TimeUnit.SECONDS.toNanos(2);

  private static final ThreadMXBean PROCESSOR_TIME = ManagementFactory.getThreadMXBean();

  private final Strategy strategy;
  private final TestTemporal temporal;
  private final int maxTasks;
  private final int tasksBefore;
  private final Map<Thread, Long> processorTime = new HashMap<>();
  private int tasks;
  private int quietLooks;
  private int blockedLooks;
  private boolean blocksOthers;

  /** Watches a workflow of this strategy, which may take so many tasks from now on. */
  ProgressWatch(Strategy strategy, TestTemporal temporal, int maxTasks) {
    this.strategy = strategy;
    this.temporal = temporal;
    this.maxTasks = maxTasks;
    this.tasksBefore = temporal.completedTasks();
  }

  /** Looks once. Returns why the workflow will never end, as the rest of a sentence. */
  Optional<String> look() {
    int before = tasks;
    tasks = temporal.completedTasks() - tasksBefore;
    if (tasks > maxTasks) {
      return still(" after %d tasks".formatted(maxTasks) + line());
    }
    if (tasks > before) {
      quietLooks = 0;
      blockedLooks = 0;
      processorTime.clear();
      return Optional.empty();
    }
    for (InCode code : WorkflowThreads.in(strategy, temporal::isWorkflowThread)) {
      if (code.isRunnable()) {
        long now = PROCESSOR_TIME.getThreadCpuTime(code.thread().getId());
        if (now - processorTime.computeIfAbsent(code.thread(), first -> now) > LOOP_NANOS) {
          blocksOthers = true;
          return still(", in an endless loop at " + code.line());
        }
      } else if (!code.isInSdk() && ++blockedLooks >= BLOCKED_LOOKS) {
        return still(", blocked at " + code.line());
      }
    }
    if (++quietLooks < QUIET_LOOKS) {
      return Optional.empty();
    }
    blocksOthers = true;
    return still(line() + ", and nothing happens any more: does it wait for another task queue?");
  }

  /** Returns whether other orders of the same code would suffer or take long to fail, too. */
  boolean blocksOthers() {
    return blocksOthers;
  }

  private static Optional<String> still(String what) {
    return Optional.of("was still running" + what);
  }

  /** Returns the line at which the workflow waits, once it does; empty if it is not in memory. */
  private String line() {
    AtomicReference<String> line = new AtomicReference<>("");
    ShortWait.until(
        () -> {
          WorkflowThreads.in(strategy, temporal::isWorkflowThread).stream()
              .filter(code -> code.isInSdk() && !code.isRunnable())
              .findFirst()
              .ifPresent(waiting -> line.set(", at " + waiting.line()));
          return !line.get().isEmpty();
        });
    return line.get();
  }
}
