package ticketing.testkit;

import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import ticketing.order.Strategy;
import ticketing.testkit.WorkflowThreads.InCode;

/**
 * Waits for the end of an order's workflow, and finds out that it will never end. It looks at what
 * the workflow does and not at the time, because on a busy machine everything takes longer: a
 * workflow that completes too many tasks, or blocks its thread, or uses the processor and completes
 * no task, or does nothing.
 */
public final class ProgressWatch {
  /** The real time between two looks. */
  static final int LOOK_MILLIS = 50;

  /** Looks at a blocked thread: a second, or more on a busy machine. */
  private static final int BLOCKED_LOOKS = 1000 / LOOK_MILLIS;

  /** No single task takes that much time of a processor. */
  private static final long LOOP_NANOS = TimeUnit.SECONDS.toNanos(2);

  private static final ThreadMXBean PROCESSOR_TIME = ManagementFactory.getThreadMXBean();

  private final Strategy strategy;
  private final TestTemporal temporal;
  private final int maxTasks;
  private final int quietLooks;
  private final int tasksBefore;
  private final Map<Thread, Long> processorTime = new HashMap<>();
  private int tasks;
  private int quiet;
  private int blocked;
  private long loopNanos;

  /**
   * Watches a workflow of this strategy from now on.
   *
   * @param maxTasks how many tasks it may take
   * @param quietSeconds for how long it may do nothing, in real time; on a busy machine longer
   */
  public ProgressWatch(Strategy strategy, TestTemporal temporal, int maxTasks, int quietSeconds) {
    this.strategy = strategy;
    this.temporal = temporal;
    this.maxTasks = maxTasks;
    this.quietLooks = quietSeconds * 1000 / LOOK_MILLIS;
    this.tasksBefore = temporal.completedTasks();
  }

  /**
   * Lets time be skipped until the latest run of this order ends, and ends it if it never would.
   * Returns the result; empty if the other event came first.
   */
  public Optional<WorkflowResult> await(WorkflowStub order, CompletableFuture<?> event) {
    CompletableFuture<String> result = order.getResultAsync(String.class);
    CompletableFuture<?> first = CompletableFuture.anyOf(result, event);
    while (true) {
      temporal.skipUntil(first, LOOK_MILLIS);
      if (result.isDone()) {
        String run = order.describe().getExecution().getRunId();
        return Optional.of(WorkflowResult.of(result, strategy).of(temporal.codeEnd(run), strategy));
      }
      if (event.isDone()) {
        return Optional.empty();
      }
      Optional<String> why =
          temporal
              .refusal(order.getExecution().getWorkflowId())
              .flatMap(
                  refusal ->
                      still(": Temporal refuses \"%s\" Are its options valid?".formatted(refusal)))
              .or(this::look);
      if (why.isPresent()) {
        terminate(order);
        return why.map(WorkflowResult::stuck);
      }
    }
  }

  /** Terminates an order that never ends. */
  public static void terminate(WorkflowStub order) {
    try {
      order.terminate("It does not end");
    } catch (WorkflowNotFoundException e) {
      // It has ended in the meantime, but too late.
    }
  }

  /** Looks once. Returns why the workflow will never end, as the rest of a sentence. */
  private Optional<String> look() {
    int before = tasks;
    tasks = temporal.completedTasks() - tasksBefore;
    if (tasks > maxTasks) {
      return still(" after %d tasks".formatted(maxTasks) + line());
    }
    if (tasks > before) {
      quiet = 0;
      blocked = 0;
      loopNanos = 0;
      processorTime.clear();
      return Optional.empty();
    }
    boolean computes = false;
    for (InCode code : WorkflowThreads.in(strategy, temporal::isWorkflowThread)) {
      if (code.isRunnable()) {
        long now = PROCESSOR_TIME.getThreadCpuTime(code.thread().getId());
        Long last = processorTime.put(code.thread(), now);
        long used = last == null ? 0 : now - last;
        loopNanos += used;
        computes |= used > 0;
        if (loops()) {
          return still(", in an endless loop at " + code.line());
        }
      } else if (!code.isInSdk() && ++blocked >= BLOCKED_LOOKS) {
        return still(", blocked at " + code.line());
      }
    }
    // On a busy machine a loop gets its share of the processor later, so it is not quiet yet.
    if (computes || ++quiet < quietLooks) {
      return Optional.empty();
    }
    return still(
        line()
            + ", and nothing happens any more: does it wait for "
            + (strategy.workflows().size() > 1
                ? "a child that never ends?"
                : "something that never happens?"));
  }

  /** Returns whether other orders of the same code would suffer or take long to fail, too. */
  boolean blocksOthers() {
    return loops() || quiet >= quietLooks;
  }

  /** Returns whether the code is in an endless loop, which takes the processor from everybody. */
  public boolean loops() {
    return loopNanos > LOOP_NANOS;
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
