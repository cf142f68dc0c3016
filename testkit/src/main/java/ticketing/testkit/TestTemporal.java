package ticketing.testkit;

import static io.temporal.api.enums.v1.WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CONTINUED_AS_NEW;
import static io.temporal.api.enums.v1.WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInfo;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.api.testservice.v1.LockTimeSkippingRequest;
import io.temporal.api.testservice.v1.UnlockTimeSkippingRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
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
import ticketing.order.OrderPlacement;
import ticketing.order.OrderWorkflow;
import ticketing.order.Strategy;
import ticketing.system.faults.Timer;
import ticketing.worker.NoStickyQueues;

/**
 * Temporal's test service in this JVM, with skipped time, and one worker per strategy. Tests share
 * it, for closing it takes longer than a whole test.
 */
public final class TestTemporal {
  /** Long: a slow machine is no deadlock, and an endless loop meets the test's own limit. */
  private static final Duration DEADLOCK = Duration.ofMinutes(10);

  private static final int SLEEP_LIMIT_SECONDS = 5;
  private static final int CLOSE_LIMIT_SECONDS = 5;
  private static final int POLLER_LIMIT_MILLIS = 50;

  /** How long before its goal {@link #skipTo} stops; the rest passes in real time. */
  private static final Duration JUST_BEFORE = Duration.ofMillis(25);

  /** These log when a worker, or a whole service, is stopped in the middle of something. */
  private static final List<Logger> NOISY_WHEN_STOPPED =
      List.of(
          Logger.getLogger("com.google.common.cache.LocalCache"),
          Logger.getLogger("io.grpc.Context"));

  static {
    NOISY_WHEN_STOPPED.forEach(log -> log.setLevel(Level.SEVERE));
  }

  /** The shared ones, by lane: tests of one lane run one after the other. */
  private static final Map<Integer, TestTemporal> SHARED = new HashMap<>();

  /** Inheritable, because JUnit runs each test on a thread of its own. */
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
  private volatile boolean abandoned;

  private TestTemporal(TestEnvironmentOptions options, WorkerFactoryOptions.Builder workers) {
    environment = TestWorkflowEnvironment.newInstance(options);
    factoryOptions =
        workers
            .setWorkerInterceptors(new CodeExceptions(), new ClockStopper(this))
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
   * @param taskQueue its task queue; two versions of a strategy have two
   * @param factory starts and stops it
   * @param worker the running worker
   * @param activities the activities of each order
   */
  public record StrategyWorker(
      String taskQueue, WorkerFactory factory, Worker worker, ActivitiesByOrder activities) {}

  /** Returns the one that the tests of this thread's lane share. */
  public static TestTemporal instance() {
    synchronized (SHARED) {
      TestTemporal last = SHARED.get(LANE.get());
      if (last != null && last.abandoned) {
        SHARED.remove(LANE.get());
        last.close();
      }
      return SHARED.computeIfAbsent(
          LANE.get(),
          lane ->
              new TestTemporal(
                  TestEnvironmentOptions.getDefaultInstance(), WorkerFactoryOptions.newBuilder()));
    }
  }

  /** Puts this thread, and those that it starts, into a lane; the default is 0. */
  public static void enterLane(int lane) {
    LANE.set(lane);
  }

  /**
   * Starts one that is not shared and caches no workflow: every workflow task replays the history
   * from its start, and a worker may be {@linkplain #restart restarted} anywhere.
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

  /**
   * Makes the next test start a new one, because a workflow is stuck in this one. The test that is
   * running still uses it.
   */
  void abandon() {
    abandoned = true;
  }

  /**
   * Closes the shared ones, for a JVM that goes on to test other code: they become slower with each
   * order. The next test starts a new one.
   */
  public static void tidyUp() {
    synchronized (SHARED) {
      SHARED.values().forEach(TestTemporal::close);
      SHARED.clear();
    }
  }

  /** Returns the strategy's worker; the first call starts it. */
  public StrategyWorker worker(Strategy strategy) {
    return workers.computeIfAbsent(
        strategy,
        first ->
            startWorker(
                first,
                first.taskQueue() + "@" + versions.incrementAndGet(),
                new ActivitiesByOrder()));
  }

  /** Kills the strategy's worker and starts another. */
  public void restart(Strategy strategy) {
    StrategyWorker old = worker(strategy);
    old.factory().shutdownNow();
    // Until its pollers are gone, the server may give them a task, which is lost for 10 s.
    old.factory().awaitTermination(POLLER_LIMIT_MILLIS, TimeUnit.MILLISECONDS);
    workers.put(strategy, startWorker(strategy, old.taskQueue(), old.activities()));
  }

  /** Closes it in the background, with its workers: that takes longer than many a test. */
  public void close() {
    Thread closing = new Thread(this::closeNow, "close-temporal");
    closing.setDaemon(true);
    closing.start();
  }

  private void closeNow() {
    List<WorkerFactory> factories = workers.values().stream().map(StrategyWorker::factory).toList();
    factories.forEach(WorkerFactory::shutdownNow);
    // A server that is closed during its clients' last calls logs errors.
    factories.forEach(factory -> factory.awaitTermination(CLOSE_LIMIT_SECONDS, TimeUnit.SECONDS));
    environment.close();
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
    // Otherwise the workflow task is retried for ever, and skipped time stands still.
    strategy.registerOn(
        worker,
        WorkflowImplementationOptions.newBuilder()
            .setFailWorkflowExceptionTypes(Throwable.class)
            .build());
    worker.registerActivitiesImplementations(activities);
    factory.start();
    return new StrategyWorker(taskQueue, factory, worker, activities);
  }

  /** Starts the workflow of an order, whatever Temporal remembers of it. */
  public WorkflowExecution start(
      Strategy strategy, String orderId, WorkflowOptions.Builder options) {
    OrderWorkflow order =
        client()
            .newWorkflowStub(
                OrderWorkflow.class,
                options
                    .setWorkflowId(orderId)
                    .setTaskQueue(worker(strategy).taskQueue())
                    .setWorkflowIdReusePolicy(
                        WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                    .build());
    return WorkflowClient.start(order::placeOrder, orderId);
  }

  /** Places an order as a starter does. */
  public WorkflowStub place(Strategy strategy, String orderId, WorkflowOptions.Builder options) {
    return OrderPlacement.place(client(), worker(strategy).taskQueue(), orderId, options);
  }

  /** Returns a client; time is skipped while it waits for a result. */
  public WorkflowClient client() {
    return environment.getWorkflowClient();
  }

  /** Stops the clock, because a workflow has ended. May be called in workflow code. */
  public void freeze(String runId) {
    if (frozenAt.containsKey(runId)) {
      return; // The previous worker was killed between this and reporting the end.
    }
    // The SDK's stubs refuse to be called on a workflow's thread.
    CompletableFuture.runAsync(
            () -> {
              lock();
              frozenAt.put(runId, clock().instant());
            })
        .join();
  }

  /**
   * Lets the clock go on after {@link #freeze}.
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

  /** Terminates this run, and treats its children by their parent close policy. */
  public void terminate(WorkflowExecution run) {
    // A task that is open when its workflow is terminated stops the test service's clock.
    ShortWait.until(() -> !Histories.hasOpenTask(client(), run));
    terminated.add(run.getRunId());
    stub(run).terminate("test");
    Children.parentWasTerminated(client(), run);
  }

  /**
   * Is called when a run of a child workflow is about to end. The test service then stops the clock
   * until the parent knows, even if the parent was terminated.
   */
  void childEnds(WorkflowExecution run, String parentRunId) {
    if (terminated.contains(parentRunId)) {
      CompletableFuture.runAsync(
          () -> {
            ShortWait.until(() -> !isRunning(run));
            // The test service closes a run that will be retried as "continued as new".
            if (status(run) != WORKFLOW_EXECUTION_STATUS_CONTINUED_AS_NEW) {
              unlock();
            }
          });
    }
  }

  /** Returns whether this run has not ended. */
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
   * Lets the clock go on after an activity outlived its workflow: the test service stops it until
   * the activity completes, and then does not find the activity.
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

  /**
   * Skips this much time, with all that was to happen in it.
   *
   * @return false if the clock stands still, because an activity is open that nobody waits for
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
   * Skips time to just before this moment although an open activity stops the clock; the rest
   * passes in real time. An activity that timed out while the clock is released would make the test
   * service lose count of who stops it.
   */
  public void skipTo(Instant moment) {
    Instant goal = moment.minus(JUST_BEFORE);
    Instant now = clock().instant();
    while (now.isBefore(goal)) {
      AtomicBoolean skipping = new AtomicBoolean();
      after(
          Duration.between(now, goal),
          () -> {
            if (skipping.get()) {
              lock();
            }
          });
      Instant before = now;
      now = clock().instant();
      if (Duration.between(before, now).compareTo(JUST_BEFORE) < 0) {
        skipping.set(true);
        unlock();
        return;
      }
      // Setting the timer took so long that it would fire too late: set it again.
    }
  }

  /** Returns when an attempt began. */
  static Instant beginOf(ActivityInfo attempt) {
    return Instant.ofEpochMilli(attempt.getStartedTimestamp());
  }

  /** Returns when Temporal gives up an attempt that it hears nothing of. */
  public static Instant timeOutOf(ActivityInfo attempt) {
    Duration heartbeat = attempt.getHeartbeatTimeout();
    Duration startToClose = attempt.getStartToCloseTimeout();
    boolean beats = !heartbeat.isZero() && heartbeat.compareTo(startToClose) <= 0;
    return beginOf(attempt).plus(beats ? heartbeat : startToClose);
  }

  /** Returns how long the attempt of this thread's activity may still take. */
  public Duration restOfAttempt() {
    ActivityInfo attempt = Activity.getExecutionContext().getInfo();
    // From its begin: on a busy machine that was some milliseconds ago.
    return Duration.between(
        clock().instant(), beginOf(attempt).plus(OrderActivities.START_TO_CLOSE));
  }

  /** Returns the clock of skipped time. */
  public Clock clock() {
    return time.clock();
  }

  /** Returns the timer of skipped time. */
  public Timer timer() {
    return time.timer();
  }

  /** Runs the action after this skipped time. */
  public void after(Duration delay, Runnable action) {
    environment.registerDelayedCallback(delay, action);
  }
}
