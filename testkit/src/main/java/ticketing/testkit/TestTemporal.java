package ticketing.testkit;

import static io.temporal.api.enums.v1.WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CONTINUED_AS_NEW;
import static io.temporal.api.enums.v1.WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;

import com.google.protobuf.util.Timestamps;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInfo;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.api.testservice.v1.LockTimeSkippingRequest;
import io.temporal.api.testservice.v1.UnlockTimeSkippingRequest;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;
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
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import io.temporal.workflow.unsafe.WorkflowUnsafe;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import ticketing.order.OrderPlacement;
import ticketing.order.OrderWorkflow;
import ticketing.order.Strategy;
import ticketing.system.Ledger;
import ticketing.system.LedgerTicketSystem;
import ticketing.system.Reservations;
import ticketing.system.TimingGuarantees;

/** Temporal's test service in this JVM, with skipped time. Tests share it: closing takes long. */
public final class TestTemporal {
  /** Long enough for a slow machine. The test's own limit ends an endless loop. */
  private static final Duration DEADLOCK = Duration.ofMinutes(10);

  /** So many looks at a clock that does not move: three seconds, or more on a busy machine. */
  private static final int STOPPED_LOOKS = 3000 / ProgressWatch.LOOK_MILLIS;

  /** So many looks at a workflow that was left behind and goes on for ever. */
  private static final int MAX_LOOKS = 10_000 / ProgressWatch.LOOK_MILLIS;

  private static final int CLOSE_LIMIT_SECONDS = 5;
  private static final int CLOCK_LIMIT_SECONDS = 20;
  private static final int POLLER_LIMIT_MILLIS = 50;

  /** The time before its goal at which {@link #skipTo} stops; the rest passes in real time. */
  private static final Duration JUST_BEFORE = Duration.ofMillis(25);

  /** The shared instances, by lane. Tests of one lane run one after the other. */
  private static final Map<Integer, TestTemporal> SHARED = new HashMap<>();

  /** The lane of this thread. Inheritable, because JUnit runs each test on a new thread. */
  private static final InheritableThreadLocal<Integer> LANE = new InheritableThreadLocal<>();

  /** The threads of its workers, and so of its workflows. */
  private final ThreadGroup threads = new ThreadGroup("workers");

  private final TestWorkflowEnvironment environment;
  private final WorkerCalls calls = new WorkerCalls();
  private final Map<Strategy, StrategyWorker> workers = new ConcurrentHashMap<>();
  private final WorkerFactoryOptions factoryOptions;
  private final WorkerOptions workerOptions;
  private final AtomicInteger versions = new AtomicInteger();
  private final Map<String, Instant> frozenAt = new ConcurrentHashMap<>();
  private final Map<String, Object> codeEnds = new ConcurrentHashMap<>();
  private final Set<String> terminated = ConcurrentHashMap.newKeySet();
  private final SkippedTime time;
  private final TestServiceStubs locks;
  private volatile boolean abandoned;

  private TestTemporal(WorkerFactoryOptions.Builder workers, WorkerOptions.Builder worker) {
    environment =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkflowServiceStubsOptions(
                    WorkflowServiceStubsOptions.newBuilder()
                        .setGrpcClientInterceptors(List.of(calls))
                        .build())
                .build());
    workerOptions = worker.setDefaultDeadlockDetectionTimeout(DEADLOCK.toMillis()).build();
    factoryOptions =
        workers
            .setWorkerInterceptors(new CodeExceptions(this::codeEnded))
            .validateAndBuildWithDefaults();
    calls.onEnd = run -> CompletableFuture.runAsync(() -> restartClockAfter(run));
    time = new SkippedTime(environment);
    locks =
        TestServiceStubs.newServiceStubs(
            TestServiceStubsOptions.newBuilder()
                .setChannel(environment.getWorkflowServiceStubs().getRawChannel())
                .validateAndBuildWithDefaults());
  }

  /** A strategy's worker, on a task queue of its own, and the activities of each order. */
  public record StrategyWorker(
      String taskQueue, WorkerFactory factory, Worker worker, ActivitiesByOrder activities) {}

  /** Returns the instance that all tests of this thread's lane share. */
  public static TestTemporal instance() {
    int lane = Objects.requireNonNullElse(LANE.get(), 0);
    synchronized (SHARED) {
      TestTemporal last = SHARED.get(lane);
      if (last != null && last.abandoned) {
        SHARED.remove(lane);
        last.close();
      }
      return SHARED.computeIfAbsent(lane, next -> withCache());
    }
  }

  /** Assigns this thread, and the threads that it starts, to a lane; the default is 0. */
  public static void enterLane(int lane) {
    LANE.set(lane);
  }

  /** Starts an instance that is not shared. */
  public static TestTemporal withCache() {
    return new TestTemporal(WorkerFactoryOptions.newBuilder(), WorkerOptions.newBuilder());
  }

  /** Starts an instance that is not shared and has no cache: a worker can restart at any point. */
  public static TestTemporal withoutCache() {
    return new TestTemporal(
        WorkerFactoryOptions.newBuilder().setWorkflowCacheSize(0),
        // The test service never takes a task back from the sticky queue of a worker that died.
        WorkerOptions.newBuilder().setStickyQueueScheduleToStartTimeout(Duration.ZERO));
  }

  /** Makes the next test start a new instance, because a workflow is stuck in this one. */
  void abandon() {
    abandoned = true;
  }

  boolean isAbandoned() {
    return abandoned;
  }

  /** Closes the shared instances, which get slower with each order; the next test gets another. */
  public static void tidyUp() {
    synchronized (SHARED) {
      SHARED.values().forEach(TestTemporal::close);
      SHARED.clear();
    }
  }

  /**
   * Asks the listener with which request a workflow task completes, from now on. It gets the
   * workflow's ID and the request of the worker, and may use the client meanwhile.
   */
  public void onTaskCompletion(
      BiFunction<String, RespondWorkflowTaskCompletedRequest, RespondWorkflowTaskCompletedRequest>
          listener) {
    calls.completion = listener;
  }

  /** Starts another worker, which polls only this task queue, for the activities of a strategy. */
  public WorkerFactory startActivityWorker(Strategy strategy, String taskQueue) {
    WorkerFactory factory =
        WorkerFactory.newInstance(environment.getWorkflowClient(), factoryOptions);
    factory.newWorker(taskQueue).registerActivitiesImplementations(worker(strategy).activities());
    factory.start();
    return factory;
  }

  /** Returns the strategy's worker; starts it on the first call. */
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
    // As long as its pollers run, the server may give them a task, which is then lost for 10 s.
    old.factory().awaitTermination(POLLER_LIMIT_MILLIS, TimeUnit.MILLISECONDS);
    workers.put(strategy, startWorker(strategy, old.taskQueue(), old.activities()));
  }

  /** Closes the service and its workers in the background: that takes longer than a test. */
  public void close() {
    Thread closing = new Thread(this::closeNow, "close-temporal");
    closing.setDaemon(true);
    closing.start();
  }

  private void closeNow() {
    List<WorkerFactory> factories = workers.values().stream().map(StrategyWorker::factory).toList();
    factories.forEach(WorkerFactory::shutdownNow);
    // A server that closes during the last calls of its clients logs errors.
    factories.forEach(factory -> factory.awaitTermination(CLOSE_LIMIT_SECONDS, TimeUnit.SECONDS));
    environment.close();
  }

  private StrategyWorker startWorker(
      Strategy strategy, String taskQueue, ActivitiesByOrder activities) {
    WorkerFactory factory =
        WorkerFactory.newInstance(environment.getWorkflowClient(), factoryOptions);
    Worker worker = factory.newWorker(taskQueue, workerOptions);
    // Otherwise the workflow task is retried forever and skipped time does not advance.
    strategy.registerOn(
        worker,
        WorkflowImplementationOptions.newBuilder()
            .setFailWorkflowExceptionTypes(Throwable.class)
            .build());
    worker.registerActivitiesImplementations(activities);
    // A thread belongs to the group of the thread that starts it.
    CompletableFuture.runAsync(factory::start, start -> new Thread(threads, start).start()).join();
    return new StrategyWorker(taskQueue, factory, worker, activities);
  }

  /** Starts the workflow of an order, even if Temporal has already run it. */
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

  /** Starts the workflow of an order that Temporal has forgotten, with its children. */
  public WorkflowExecution startForgotten(
      Strategy strategy, String orderId, WorkflowOptions.Builder options) {
    calls.forgotten.add(orderId);
    return start(strategy, orderId, options);
  }

  /** Places an order as a starter does. */
  public WorkflowStub place(Strategy strategy, String orderId, WorkflowOptions.Builder options) {
    OrderPlacement.start(client(), worker(strategy).taskQueue(), orderId, options);
    return client().newUntypedWorkflowStub(orderId);
  }

  /** Returns a client. Time is skipped while the client waits for a result. */
  public WorkflowClient client() {
    return environment.getWorkflowClient();
  }

  /** Returns how many workflow tasks and activity tasks its workers have completed. */
  int completedTasks() {
    return calls.completed.get();
  }

  /** Returns why Temporal has refused what this workflow asked for; empty if it has not. */
  Optional<String> refusal(String workflowId) {
    return Optional.ofNullable(calls.refusals.get(workflowId));
  }

  /** Returns whether this thread runs a workflow of this instance. */
  boolean isWorkflowThread(Thread thread) {
    return threads.parentOf(thread.getThreadGroup());
  }

  /**
   * Stops the clock when the code of an order's workflow ends, until the test goes on: the test
   * service would jump to the next timer that an earlier workflow left behind, days ahead. Keeps
   * what the code returned or threw, because Temporal closes a cancelled run as cancelled anyway.
   */
  private void codeEnded(Optional<Object> end) {
    WorkflowInfo info = Workflow.getInfo();
    if (!WorkflowUnsafe.isReplaying()
        && info.getParentRunId().isEmpty()
        && !isRetried(info, end.orElse(null))) {
      end.ifPresent(value -> codeEnds.put(info.getRunId(), value));
      freeze(info.getRunId());
    }
  }

  /** Returns whether Temporal will retry the order: this was not its last attempt. */
  private static boolean isRetried(WorkflowInfo info, Object end) {
    RetryOptions policy = info.getRetryOptions();
    return policy != null
        && info.getAttempt() < policy.getMaximumAttempts()
        && end instanceof TemporalFailure
        && !(end instanceof ApplicationFailure failure && failure.isNonRetryable());
  }

  /** Stops the clock, because a workflow has ended. Workflow code may call this. */
  public void freeze(String runId) {
    if (frozenAt.containsKey(runId)) {
      return; // The previous worker was killed after this call, before it reported the end.
    }
    // The SDK does not allow calls of its stubs on a workflow thread.
    CompletableFuture.runAsync(
            () -> {
              lock();
              frozenAt.put(runId, clock().instant());
            })
        .join();
  }

  /** Returns what the code of this run returned or threw; empty if nothing. */
  Optional<Object> codeEnd(String runId) {
    return Optional.ofNullable(codeEnds.get(runId));
  }

  /** Lets time be skipped until this happens, but at most so many real milliseconds. */
  void skipUntil(CompletableFuture<?> event, int millis) {
    unlock();
    try {
      event.get(millis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      // The caller checks the event.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted by the test's time limit", e);
    } finally {
      lock();
    }
  }

  /** Restarts the clock. Returns when {@link #freeze} stopped it for this run; empty if never. */
  public Optional<Instant> unfreeze(String runId) {
    Instant end = frozenAt.remove(runId);
    if (end != null) {
      unlock();
    }
    return Optional.ofNullable(end);
  }

  /** Terminates this run and, by their parent close policies, its children; logs which. */
  public void terminate(WorkflowExecution run, Consumer<String> log) {
    log.accept("an operator terminates the workflow");
    // If the workflow has an open task when it is terminated, the test service's clock stops.
    ShortWait.until(() -> !Histories.hasOpenTask(client(), run));
    terminated.add(run.getRunId());
    stub(run).terminate("test");
    Children.parentWasTerminated(
        client(),
        run,
        () -> log.accept("its child is terminated with it: the parent close policy"));
  }

  /** Returns the run that made this call. */
  public static WorkflowExecution runOf(ActivityInfo call) {
    return WorkflowExecution.newBuilder()
        .setWorkflowId(call.getWorkflowId())
        .setRunId(call.getRunId())
        .build();
  }

  /** Returns whether this run is still open. */
  public boolean isRunning(WorkflowExecution run) {
    return stub(run).describe().getStatus() == WORKFLOW_EXECUTION_STATUS_RUNNING;
  }

  private WorkflowStub stub(WorkflowExecution run) {
    return client().newUntypedWorkflowStub(run, Optional.empty());
  }

  /** Restarts the clock, which an open activity of a workflow that has ended keeps stopped. */
  public void activityOutlivedItsWorkflow() {
    unlock();
  }

  /**
   * Restarts the clock after a run that did not wait for its reads, each of which has stopped it: a
   * create that is left open keeps it stopped. The run of a child whose parent was terminated has
   * stopped it until the parent is notified.
   */
  private void restartClockAfter(WorkflowExecution run) {
    WorkflowExecutionDescription ended = stub(run).describe();
    ended.getRawDescription().getPendingActivitiesList().stream()
        .filter(activity -> !activity.getActivityType().getName().equals(Histories.CREATE))
        .filter(TestTemporal::isInAttempt)
        .forEach(read -> unlock());
    // If the run will be retried, the test service closes it as "continued as new".
    if (ended.getStatus() != WORKFLOW_EXECUTION_STATUS_CONTINUED_AS_NEW
        && terminated.contains(ended.getWorkflowExecutionInfo().getParentExecution().getRunId())) {
      unlock();
    }
  }

  /** Returns whether it does not wait for its next attempt, which does not stop the clock. */
  private static boolean isInAttempt(PendingActivityInfo activity) {
    return !activity.hasLastAttemptCompleteTime()
        || Timestamps.compare(activity.getLastStartedTime(), activity.getLastAttemptCompleteTime())
            > 0;
  }

  private void lock() {
    locks.blockingStub().lockTimeSkipping(LockTimeSkippingRequest.getDefaultInstance());
  }

  private void unlock() {
    locks.blockingStub().unlockTimeSkipping(UnlockTimeSkippingRequest.getDefaultInstance());
  }

  /** Skips this much time. Returns false if a call that nobody waits for has stopped the clock. */
  public boolean sleep(Duration duration) {
    CompletableFuture<Void> sleep = CompletableFuture.runAsync(() -> environment.sleep(duration));
    int quietLooks = 0;
    for (int look = 0; quietLooks < STOPPED_LOOKS && look < MAX_LOOKS; look++) {
      int before = completedTasks();
      try {
        sleep.get(ProgressWatch.LOOK_MILLIS, TimeUnit.MILLISECONDS);
        return true;
      } catch (TimeoutException e) {
        quietLooks = completedTasks() == before ? quietLooks + 1 : 0;
      } catch (InterruptedException | ExecutionException e) {
        throw new IllegalStateException("The test service failed", e);
      }
    }
    return false;
  }

  /**
   * Skips time to just before this moment, even though an open activity stops the clock; the rest
   * passes in real time. If the activity timed out while the clock is released, the test service
   * would count its clock locks wrongly.
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
      // Setting the timer took so long that it would fire too late, so set it again.
    }
  }

  /** Skips time to this moment, as {@link #skipTo} does, and waits for it. */
  public void awaitTime(Instant moment) {
    CompletableFuture<Void> reached = new CompletableFuture<>();
    after(Duration.between(clock().instant(), moment), () -> reached.complete(null));
    skipTo(moment);
    reached.orTimeout(CLOCK_LIMIT_SECONDS, TimeUnit.SECONDS).join();
  }

  /** Returns the time at which Temporal gives up an attempt that does not report. */
  public static Instant timeOutOf(ActivityInfo attempt) {
    Instant missedHeartbeat = end(attempt.getStartedTimestamp(), attempt.getHeartbeatTimeout());
    return Collections.min(List.of(missedHeartbeat, deadlineOf(attempt)));
  }

  private static Instant deadlineOf(ActivityInfo attempt) {
    return Collections.min(
        List.of(
            end(attempt.getStartedTimestamp(), attempt.getStartToCloseTimeout()),
            end(attempt.getScheduledTimestamp(), attempt.getScheduleToCloseTimeout())));
  }

  private static Instant end(long beginMillis, Duration timeout) {
    return timeout.isZero() ? Instant.MAX : Instant.ofEpochMilli(beginMillis).plus(timeout);
  }

  /** Returns the clock of skipped time. */
  public Clock clock() {
    return time.clock();
  }

  /**
   * Schedules the late write of the activity that runs on this thread, as late as the limit allows.
   * The limit starts when its caller gives up: now, or at the end of the attempt if the worker is
   * dead or the attempt has timed out already. The call goes on when a heartbeat is missed.
   *
   * @param write takes the moment at which the limit ends
   */
  public void writeLate(Duration limit, boolean workerIsDead, Consumer<Instant> write) {
    Instant deadline = deadlineOf(Activity.getExecutionContext().getInfo());
    Instant now = clock().instant();
    Instant givenUp = workerIsDead || deadline.isBefore(now) ? deadline : now;
    time.justBefore(givenUp.plus(limit), write);
  }

  /**
   * Returns a ticket system of skipped time. It publishes a ticket however long the write takes: on
   * a busy machine that may be seconds of real time, and only a fault makes a create late.
   */
  public LedgerTicketSystem ticketSystem(
      Ledger ledger, Reservations reservations, TimingGuarantees timing, Duration tokenLife) {
    return new LedgerTicketSystem(
        ledger, reservations, timing, tokenLife, clock(), () -> Instant.MAX);
  }

  /** Runs the action after this skipped time. */
  public void after(Duration delay, Runnable action) {
    environment.registerDelayedCallback(delay, action);
  }
}
