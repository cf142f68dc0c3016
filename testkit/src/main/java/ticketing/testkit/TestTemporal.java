package ticketing.testkit;

import static io.temporal.api.enums.v1.WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CONTINUED_AS_NEW;
import static io.temporal.api.enums.v1.WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInfo;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.testservice.v1.LockTimeSkippingRequest;
import io.temporal.api.testservice.v1.UnlockTimeSkippingRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowStub;
import io.temporal.serviceclient.TestServiceStubs;
import io.temporal.serviceclient.TestServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.WorkflowImplementationOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import ticketing.order.OrderActivities;
import ticketing.order.Strategy;
import ticketing.system.faults.Timer;

/**
 * Temporal's test service in this JVM, with skipped time, and one worker per strategy. Those that
 * tests share are not closed between them: that costs more than a whole test.
 */
public final class TestTemporal {
  /**
   * The worker must not take a slow machine for a deadlock; an endless loop meets our own limit.
   */
  private static final Duration DEADLOCK = Duration.ofMinutes(10);

  private static final int SLEEP_LIMIT_SECONDS = 5;
  private static final int CLOSE_LIMIT_SECONDS = 5;
  private static final int POLLERS_ARE_GONE_MILLIS = 2_000;

  /** How much before a moment {@link #skipTo} stops; the rest passes in real time. */
  private static final Duration JUST_BEFORE = Duration.ofMillis(25);

  /** These log when a worker, or a whole service, is stopped in the middle of something. */
  private static final List<Logger> NOISY_AT_THE_END =
      List.of(
          Logger.getLogger("com.google.common.cache.LocalCache"),
          Logger.getLogger("io.grpc.Context"));

  static {
    NOISY_AT_THE_END.forEach(log -> log.setLevel(Level.SEVERE));
  }

  /** Those that tests share: one for each lane of tests that run at the same time. */
  private static final Map<Integer, TestTemporal> SHARED = new HashMap<>();

  /** By lane, too: to be closed when its last test, which still asks it, is over. */
  private static final Map<Integer, TestTemporal> ABANDONED = new HashMap<>();

  /** JUnit runs a test on a thread of its own, which is in the lane of the one that starts it. */
  private static final InheritableThreadLocal<Integer> LANE =
      new InheritableThreadLocal<>() {
        @Override
        protected Integer initialValue() {
          return 0;
        }
      };

  private final TestWorkflowEnvironment environment;
  private final Map<Strategy, StrategyWorker> workers = new ConcurrentHashMap<>();
  private final WorkerFactoryOptions factoryOptions;

  private final AtomicInteger versions = new AtomicInteger();

  private final Map<String, Instant> frozenAt = new ConcurrentHashMap<>();
  private final Set<String> terminated = ConcurrentHashMap.newKeySet();
  private final SkippedTime time;
  private final TestServiceStubs locks;

  private TestTemporal(TestEnvironmentOptions options, WorkerFactoryOptions.Builder workers) {
    environment = TestWorkflowEnvironment.newInstance(options);
    factoryOptions =
        workers
            .setWorkerInterceptors(new CodeExceptions(), new WorkflowEnds(this))
            .validateAndBuildWithDefaults();
    time = new SkippedTime(environment);
    locks =
        TestServiceStubs.newServiceStubs(
            TestServiceStubsOptions.newBuilder()
                .setChannel(environment.getWorkflowServiceStubs().getRawChannel())
                .validateAndBuildWithDefaults());
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

  /** The one that the tests of this thread's lane share. */
  public static TestTemporal instance() {
    synchronized (SHARED) {
      closeAbandoned(LANE.get());
      return SHARED.computeIfAbsent(
          LANE.get(),
          lane ->
              new TestTemporal(
                  TestEnvironmentOptions.getDefaultInstance(), WorkerFactoryOptions.newBuilder()));
    }
  }

  /** Puts this thread, and those that it starts, into a lane: a number from 0, where all begin. */
  public static void enterLane(int lane) {
    LANE.set(lane);
  }

  /**
   * One of its own, whose workers keep no workflow in memory: every workflow task replays the
   * history from its beginning, and a worker may be {@linkplain #restart restarted} anywhere.
   */
  public static TestTemporal withoutCache() {
    return new TestTemporal(
        TestEnvironmentOptions.newBuilder()
            .setWorkflowServiceStubsOptions(
                WorkflowServiceStubsOptions.newBuilder()
                    .setGrpcClientInterceptors(List.of(new NoStickyQueues()))
                    .build())
            .build(),
        WorkerFactoryOptions.newBuilder().setWorkflowCacheSize(0));
  }

  /** Makes the next test start a new one: a workflow got stuck in this one. */
  void abandon() {
    synchronized (SHARED) {
      if (SHARED.values().remove(this)) {
        ABANDONED.put(LANE.get(), this);
      }
    }
  }

  /**
   * Ends those that tests share, with all that the tests have left in them: for a JVM that goes on
   * to test other code. They become slower with each order that they have seen. The next test
   * starts a new one.
   */
  public static void tidyUp() {
    synchronized (SHARED) {
      List.copyOf(ABANDONED.keySet()).forEach(TestTemporal::closeAbandoned);
      SHARED.values().forEach(TestTemporal::close);
      SHARED.clear();
    }
  }

  private static void closeAbandoned(int lane) {
    TestTemporal abandoned = ABANDONED.remove(lane);
    if (abandoned != null) {
      abandoned.close();
    }
  }

  /** The strategy's worker; it is started with the first call. */
  public StrategyWorker worker(Strategy strategy) {
    return workers.computeIfAbsent(
        strategy,
        first ->
            startWorker(
                first,
                first.taskQueue() + "@" + versions.incrementAndGet(),
                new ActivitiesByOrder()));
  }

  /** Stops the strategy's worker, whatever it is doing, and starts another. */
  public void restart(Strategy strategy) {
    StrategyWorker old = worker(strategy);
    old.factory().shutdownNow();
    // Let the server hear that its pollers are gone: what it gives to them, nobody does for 10 s.
    old.factory().awaitTermination(POLLERS_ARE_GONE_MILLIS, TimeUnit.MILLISECONDS);
    workers.put(strategy, startWorker(strategy, old.taskQueue(), old.activities()));
  }

  /** Ends it, with its workers; not at once, for that takes longer than many a test. */
  public void close() {
    Thread closing = new Thread(this::closeNow, "close-temporal");
    closing.setDaemon(true);
    closing.start();
  }

  private void closeNow() {
    List<WorkerFactory> factories = workers.values().stream().map(StrategyWorker::factory).toList();
    factories.forEach(WorkerFactory::shutdownNow);
    // A server that is closed under its clients' last calls logs it.
    factories.forEach(factory -> factory.awaitTermination(CLOSE_LIMIT_SECONDS, TimeUnit.SECONDS));
    environment.close();
  }

  /** Stops the strategy's worker for good. */
  public void stop(Strategy strategy) {
    StrategyWorker worker = workers.remove(strategy);
    if (worker != null) {
      worker.factory().shutdownNow();
    }
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
    // A worker outside tests would try again for ever, and skipped time would stand still.
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
  public void freeze(String runId) {
    if (frozenAt.containsKey(runId)) {
      return; // The worker that came to the end before was stopped before it could say so.
    }
    offWorkflowThread(
        () -> {
          lock();
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

  /**
   * Terminates this run, which gets no chance to clean up. What becomes of its children is for
   * their parent close policy to say.
   */
  public void terminate(WorkflowExecution run) {
    // A task that its workflow does not live to see completed stops the test service's clock.
    Soon.await(() -> !Histories.hasOpenTask(client(), run));
    terminated.add(run.getRunId());
    stub(run).terminate("test");
    Children.parentWasTerminated(client(), run);
  }

  /**
   * A run of a child workflow is about to end. When a child has closed, the test service stops the
   * clock until the parent is told, also if there is no parent any more.
   */
  void childEnds(WorkflowExecution run, String parentRunId) {
    if (terminated.contains(parentRunId)) {
      CompletableFuture.runAsync(
          () -> {
            Soon.await(() -> !isRunning(run));
            // The test service closes a run that will be retried as "continued as new".
            if (status(run) != WORKFLOW_EXECUTION_STATUS_CONTINUED_AS_NEW) {
              unlock();
            }
          });
    }
  }

  /** Whether this run has not ended. */
  public boolean isRunning(WorkflowExecution run) {
    return status(run) == WORKFLOW_EXECUTION_STATUS_RUNNING;
  }

  private WorkflowExecutionStatus status(WorkflowExecution run) {
    return stub(run).describe().getStatus();
  }

  private WorkflowStub stub(WorkflowExecution run) {
    return client()
        .newUntypedWorkflowStub(run.getWorkflowId(), Optional.of(run.getRunId()), Optional.empty());
  }

  /**
   * An activity has outlived its workflow. The test service stops the clock until it completes, and
   * then does not find it.
   */
  public void activityOutlivedItsWorkflow() {
    unlock();
  }

  private void lock() {
    locks.blockingStub().lockTimeSkipping(LockTimeSkippingRequest.getDefaultInstance());
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

  /**
   * Skips time to just before this moment, although an activity is open, which stops the clock. For
   * an activity that is never to be answered: the rest until its time-out passes by itself. (If it
   * timed out while the clock is let go, the test service would lose count of who stops it.)
   */
  public void skipTo(Instant moment) {
    Instant goal = moment.minus(JUST_BEFORE);
    Instant now = clock().instant();
    while (now.isBefore(goal)) {
      AtomicBoolean skipping = new AtomicBoolean();
      timer().after(Duration.between(now, goal), () -> lockAgain(skipping));
      Instant before = now;
      now = clock().instant();
      if (Duration.between(before, now).compareTo(JUST_BEFORE) < 0) {
        skipping.set(true);
        unlock();
        return;
      }
      // It took so long to set the timer that it goes off too late.
    }
  }

  /** When an attempt began. */
  static Instant beginOf(ActivityInfo attempt) {
    return Instant.ofEpochMilli(attempt.getStartedTimestamp());
  }

  /** When Temporal gives an attempt up of which it hears nothing. */
  public static Instant timeOutOf(ActivityInfo attempt) {
    Duration heartbeat = attempt.getHeartbeatTimeout();
    Duration whole = attempt.getStartToCloseTimeout();
    return beginOf(attempt)
        .plus(heartbeat.isZero() || heartbeat.compareTo(whole) > 0 ? whole : heartbeat);
  }

  /**
   * How long the attempt of this thread's activity may still take. Counted from when it began: on a
   * busy machine that was some milliseconds ago.
   */
  public Duration restOfAttempt() {
    ActivityInfo attempt = Activity.getExecutionContext().getInfo();
    return Duration.between(
        clock().instant(), beginOf(attempt).plus(OrderActivities.START_TO_CLOSE));
  }

  private void lockAgain(AtomicBoolean skipping) {
    if (skipping.get()) {
      lock();
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
