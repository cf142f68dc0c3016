package ticketing.testkit;

import io.temporal.api.testservice.v1.LockTimeSkippingRequest;
import io.temporal.api.testservice.v1.UnlockTimeSkippingRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.TestServiceStubs;
import io.temporal.serviceclient.TestServiceStubsOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.WorkflowImplementationOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import ticketing.order.Strategy;
import ticketing.system.faults.Timer;

/**
 * Temporal's test service in this JVM, with skipped time, and one worker per strategy. It is
 * started once and never closed: closing it costs more than a whole test, and it ends with the JVM.
 */
public final class TestTemporal {
  /**
   * The worker must not take a slow machine for a deadlock; an endless loop meets our own limit.
   */
  private static final Duration DEADLOCK = Duration.ofMinutes(10);

  private static final int SLEEP_LIMIT_SECONDS = 3;

  private static TestTemporal instance;

  private final TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance();
  private final Map<Strategy, StrategyWorker> workers = new ConcurrentHashMap<>();
  private final WorkerFactoryOptions factoryOptions;

  private final AtomicInteger versions = new AtomicInteger();

  private final Map<String, Instant> frozenAt = new ConcurrentHashMap<>();
  private final Set<String> terminated = ConcurrentHashMap.newKeySet();
  private final SkippedTime time = new SkippedTime(environment);
  private final TestServiceStubs locks =
      TestServiceStubs.newServiceStubs(
          TestServiceStubsOptions.newBuilder()
              .setChannel(environment.getWorkflowServiceStubs().getRawChannel())
              .validateAndBuildWithDefaults());

  private TestTemporal(WorkerFactoryOptions.Builder options) {
    factoryOptions =
        options
            .setWorkerInterceptors(new CodeExceptions(), new WorkflowEnds(this))
            .validateAndBuildWithDefaults();
  }

  /**
   * A strategy's worker, and the activities it calls.
   *
   * @param taskQueue the worker's; two versions of a strategy have two
   * @param factory what started the worker and stops it
   * @param worker the worker, running
   * @param activities where the activities of each order are found
   */
  public record StrategyWorker(
      String taskQueue, WorkerFactory factory, Worker worker, ActivitiesByOrder activities) {}

  /** The one of this JVM. */
  public static synchronized TestTemporal instance() {
    if (instance == null) {
      instance = new TestTemporal(WorkerFactoryOptions.newBuilder());
    }
    return instance;
  }

  /**
   * One of its own, whose workers keep no workflow in memory: every workflow task replays the
   * history from its beginning, and a worker may be {@linkplain #restart restarted} anywhere.
   */
  public static TestTemporal withoutCache() {
    return new TestTemporal(WorkerFactoryOptions.newBuilder().setWorkflowCacheSize(0));
  }

  /** Makes the next test start a new one: a workflow got stuck in this one. */
  static synchronized void abandon() {
    instance = null;
  }

  /** The strategy's worker; it is started with the first call. */
  public StrategyWorker worker(Strategy strategy) {
    return workers.computeIfAbsent(
        strategy,
        first ->
            startWorker(
                first, first.taskQueue() + "@" + versions.incrementAndGet(), new ActivitiesByOrder()));
  }

  /** Stops the strategy's worker, whatever it is doing, and starts another. */
  public void restart(Strategy strategy) {
    StrategyWorker old = worker(strategy);
    old.factory().shutdownNow();
    workers.put(strategy, startWorker(strategy, old.taskQueue(), old.activities()));
  }

  private StrategyWorker startWorker(
      Strategy strategy, String taskQueue, ActivitiesByOrder activities) {
    WorkerFactory factory =
        WorkerFactory.newInstance(environment.getWorkflowClient(), factoryOptions);
    Worker worker =
        factory.newWorker(
            taskQueue,
            WorkerOptions.newBuilder()
                .setDefaultDeadlockDetectionTimeout(DEADLOCK.toMillis())
                .build());
    // An exception in workflow code ends the run at once. A worker outside tests would try again
    // for
    // ever, and skipped time would stand still.
    strategy.registerOn(
        worker,
        WorkflowImplementationOptions.newBuilder()
            .setFailWorkflowExceptionTypes(Throwable.class)
            .build());
    worker.registerActivitiesImplementations(activities);
    factory.start();
    return new StrategyWorker(taskQueue, factory, worker, activities);
  }

  /** A client; time is skipped while it waits for a result. */
  public WorkflowClient client() {
    return environment.getWorkflowClient();
  }

  /** Lets time stand still, for a workflow has ended. May be called in workflow code. */
  void freeze(String runId) {
    offWorkflowThread(
        () -> {
          locks.blockingStub().lockTimeSkipping(LockTimeSkippingRequest.getDefaultInstance());
          frozenAt.put(runId, clock().instant());
        });
  }

  /**
   * Ends what {@link #freeze} began.
   *
   * @return when the workflow ended; empty if it has not, or was terminated
   */
  public Optional<Instant> unfreeze(String runId) {
    Instant end = frozenAt.remove(runId);
    if (end != null) {
      unlock();
    }
    return Optional.ofNullable(end);
  }

  /** A workflow was terminated that may have left a child behind. */
  void terminated(String runId) {
    terminated.add(runId);
  }

  /**
   * A child workflow has succeeded. The test service stops the clock until the parent is told, also
   * if there is no parent any more.
   */
  void childSucceeded(String parentRunId) {
    if (terminated.contains(parentRunId)) {
      offWorkflowThread(this::unlock);
    }
  }

  /**
   * An activity has outlived its workflow. The test service stops the clock until it completes, and
   * then does not find it.
   */
  public void activityOutlivedItsWorkflow() {
    unlock();
  }

  private void unlock() {
    locks.blockingStub().unlockTimeSkipping(UnlockTimeSkippingRequest.getDefaultInstance());
  }

  /** The SDK's stubs refuse to be called on a workflow's thread. */
  private static void offWorkflowThread(Runnable call) {
    CompletableFuture.runAsync(call).join();
  }

  /**
   * Lets this much time pass at once, and with it whatever was to happen meanwhile.
   *
   * @return false if time stands still, for an activity is open that nobody waits for any more
   */
  public boolean sleep(Duration duration) {
    try {
      CompletableFuture.runAsync(() -> environment.sleep(duration))
          .get(SLEEP_LIMIT_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("The test service failed", e);
    }
  }

  /** The skipped time. */
  public Clock clock() {
    return time.clock();
  }

  /** Does things later in skipped time. */
  public Timer timer() {
    return time.timer();
  }
}
