package ticketing.testkit.explorer;

import com.google.protobuf.util.Durations;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.api.command.v1.Command;
import io.temporal.api.command.v1.ScheduleActivityTaskCommandAttributes;
import io.temporal.api.command.v1.ScheduleActivityTaskCommandAttributesOrBuilder;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;
import io.temporal.client.ActivityCompletionException;
import io.temporal.client.WorkflowStub;
import io.temporal.worker.WorkerFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import ticketing.order.Strategy;
import ticketing.system.Operation;
import ticketing.testkit.Children;
import ticketing.testkit.Histories;
import ticketing.testkit.TestTemporal;

/** Performs the {@link Interruption}s of one order. */
final class Interrupter {
  private final Strategy strategy;
  private final TestTemporal temporal;
  private final String orderId;
  private final String queue;
  private final SchedulePlan plan;
  private final Consumer<String> timeline;
  private final Supplier<WorkflowStub> place;
  private final List<WorkerFactory> queueWorkers = new CopyOnWriteArrayList<>();
  private volatile boolean cancelled;
  private volatile WorkflowExecution terminated;
  private volatile boolean interruptedDuringCall;
  private volatile WorkflowStub second;
  private volatile boolean leftCreateOpen;
  private volatile Operation cancelsAt;
  private volatile boolean isQueued;
  private volatile RuntimeException failure;

  Interrupter(
      Strategy strategy,
      TestTemporal temporal,
      String orderId,
      SchedulePlan plan,
      Consumer<String> timeline,
      Supplier<WorkflowStub> place) {
    this.strategy = strategy;
    this.temporal = temporal;
    this.orderId = orderId;
    this.queue = orderId + "-queue";
    this.plan = plan;
    this.timeline = timeline;
    this.place = place;
  }

  /**
   * Kills the worker after a call has done its work, but before it has answered. Returns whether
   * the next worker repeats the call: a local activity, of which Temporal does not know yet.
   */
  boolean killWorkerInCall(ActivityExecutionContext call) {
    timeline.accept("the worker dies before it can pass the answer on, and another one starts");
    if (call.getInfo().isLocal()) {
      return true;
    }
    call.doNotCompleteOnReturn();
    Instant timeout = TestTemporal.timeOutOf(call.getInfo());
    // Runs on another thread, because this one ends with its worker.
    CompletableFuture.runAsync(
        () ->
            recordingFailures(
                () -> {
                  temporal.restart(strategy);
                  temporal.skipTo(timeout);
                }));
    return false;
  }

  /** Interrupts the order after a call has done its work, but before it has answered. */
  void interruptCall(Interruption interruption, ActivityExecutionContext call) {
    interruptedDuringCall = true;
    recordingFailures(
        () -> {
          WorkflowExecution run = currentRun();
          interrupt(interruption);
          if (interruption.isCancellation()) {
            // The call must not answer before the cancellation request has reached it.
            Histories.awaitCancelHandled(temporal.client(), run);
            if (!temporal.isRunning(TestTemporal.runOf(call.getInfo()))) {
              leftCreateOpen = call.getInfo().getActivityType().equals(Histories.CREATE);
              if (leftCreateOpen) {
                temporal.activityOutlivedItsWorkflow();
              }
            }
          }
        });
  }

  /** Returns how long after a create its settle time is interrupted; a shorter pause is none. */
  Duration pauseBeforeInterruption() {
    return plan.schedule().world().timing().maxWriteDelay().dividedBy(2);
  }

  /** Interrupts the order when a workflow completes a task. Returns the request to complete it. */
  RespondWorkflowTaskCompletedRequest interruptTask(
      String workflowId, RespondWorkflowTaskCompletedRequest request) {
    List<Command> commands = request.getCommandsList();
    commands.forEach(command -> limitAttempts(command.getScheduleActivityTaskCommandAttributes()));
    if (orderId.equals(workflowId) && commands.stream().anyMatch(Histories::endsRun)) {
      plan.recordRunEnd();
      if (plan.isNext(StepKind.END, Interruption.CANCEL)) {
        plan.takeInterruption(StepKind.END);
        recordingFailures(this::cancelWithLastAnswer);
      }
    }
    if (isQueued && commands.stream().anyMatch(Interrupter::endsWait)) {
      plan.takeUnsent();
    }
    return plan.nextQueued()
        .filter(step -> !isQueued)
        .map(step -> queueCall(workflowId, request, step))
        .orElse(request);
  }

  /** Tells the plan how often the workflow lets this activity be attempted. */
  private void limitAttempts(ScheduleActivityTaskCommandAttributes activity) {
    Arrays.stream(Operation.values())
        .filter(operation -> isOf(operation, activity))
        .forEach(its -> plan.limitAttempts(its, activity.getRetryPolicy().getMaximumAttempts()));
  }

  private static boolean endsWait(Command command) {
    return command.hasRequestCancelActivityTaskCommandAttributes()
        || command.hasFailWorkflowExecutionCommandAttributes();
  }

  /** The request arrives before the workflow's end, so Temporal repeats the task with both. */
  private void cancelWithLastAnswer() {
    timeline.accept("the workflow is asked to cancel, together with its last answer");
    cancelled = true;
    WorkflowStub order = temporal.client().newUntypedWorkflowStub(orderId);
    temporal.unfreeze(currentRun().getRunId());
    order.cancel();
  }

  /** Moves the call of this request, if it has one, to a task queue without a worker. */
  private RespondWorkflowTaskCompletedRequest queueCall(
      String workflowId, RespondWorkflowTaskCompletedRequest request, Step step) {
    RespondWorkflowTaskCompletedRequest.Builder changed = request.toBuilder();
    for (Command.Builder command : changed.getCommandsBuilderList()) {
      if (isOwn(step, command.getScheduleActivityTaskCommandAttributes())) {
        isQueued = true;
        ScheduleActivityTaskCommandAttributes.Builder call =
            command.getScheduleActivityTaskCommandAttributesBuilder();
        call.getTaskQueueBuilder().setName(queue);
        String id = call.getActivityId();
        Duration wait = queueTime(call, step);
        CompletableFuture.runAsync(
            () -> recordingFailures(() -> waitInQueue(workflowId, id, wait, step)));
      }
    }
    return changed.build();
  }

  /** A workflow of another order may still be running. */
  private boolean isOwn(Step step, ScheduleActivityTaskCommandAttributes activity) {
    return isOf(step.kind().operation(), activity)
        && activity.getInput().getPayloadsList().stream()
            .anyMatch(input -> input.getData().toStringUtf8().contains("\"" + orderId + "\""));
  }

  private static boolean isOf(Operation operation, ScheduleActivityTaskCommandAttributes activity) {
    return activity.getActivityType().getName().equalsIgnoreCase(operation.toString());
  }

  /** Returns how long the call waits: a create less than the workflow allows, a look-up longer. */
  private Duration queueTime(ScheduleActivityTaskCommandAttributesOrBuilder call, Step step) {
    int sign = step.kind().isCreate() ? 1 : -1;
    return Stream.of(call.getScheduleToStartTimeout(), call.getScheduleToCloseTimeout())
        .map(timeout -> Duration.ofMillis(Durations.toMillis(timeout)))
        .filter(timeout -> !timeout.isZero())
        .map(timeout -> timeout.minusSeconds(sign))
        .reduce(plan.schedule().world().queueTime(), (a, b) -> sign * a.compareTo(b) < 0 ? a : b);
  }

  private void waitInQueue(String workflowId, String call, Duration wait, Step step) {
    WorkflowExecution run =
        temporal.client().newUntypedWorkflowStub(workflowId).describe().getExecution();
    Histories.awaitActivity(call, temporal.client(), run);
    timeline.accept(step.kind().operation() + " waits for a worker");
    Instant end = temporal.clock().instant().plus(wait);
    if (step.interruption() == Interruption.CANCEL_IN_QUEUE) {
      interrupt(Interruption.CANCEL);
      if (Histories.hasCancelRequestOfActivity(temporal.client(), run)) {
        cancelAtOnce(run, call);
        return;
      }
    }
    temporal.awaitTime(end);
    queueWorkers.add(temporal.startActivityWorker(strategy, queue));
  }

  /** A real server does this with an activity that no worker has taken. */
  private void cancelAtOnce(WorkflowExecution run, String activityId) {
    try {
      temporal
          .client()
          .newActivityCompletionClient()
          .reportCancellation(run.getWorkflowId(), Optional.of(run.getRunId()), activityId, null);
    } catch (ActivityCompletionException e) {
      // The workflow did not wait for it.
    }
    temporal.activityOutlivedItsWorkflow();
  }

  /** Interrupts the order during its settle time, if that is the next step. */
  void interruptSettling() {
    if (plan.isNext(StepKind.SETTLE)) {
      temporal.after(
          pauseBeforeInterruption(),
          () -> recordingFailures(() -> interrupt(plan.takeInterruption(StepKind.SETTLE))));
    }
  }

  private void interrupt(Interruption interruption) {
    switch (interruption) {
      case CANCEL -> {
        timeline.accept("the workflow is asked to cancel");
        cancelled = true;
        WorkflowExecution run = currentRun();
        temporal.client().newUntypedWorkflowStub(orderId).cancel();
        Histories.awaitCancelHandled(temporal.client(), run);
      }
      case TERMINATE -> terminate();
      case TERMINATE_CANCEL -> {
        terminate();
        interrupt(Interruption.CANCEL_CHILD);
      }
      case CANCEL_CHILD -> {
        timeline.accept("the child workflow is asked to cancel");
        Children.cancel(temporal.client(), currentRun());
      }
      case RESTART -> {
        timeline.accept("the worker dies, and another one starts");
        temporal.restart(strategy);
      }
      case AGAIN -> {
        timeline.accept("the order is placed a second time");
        second = place.get();
      }
      // A retry policy is given when the order is placed.
      case RETRY, NONE -> {}
      default ->
          throw new IllegalStateException(
              "This interruption is possible only at the end: " + interruption);
    }
  }

  private void terminate() {
    terminated = currentRun();
    // Otherwise time would be skipped before the order is placed again.
    temporal.freeze(terminated.getRunId());
    temporal.terminate(terminated, timeline);
  }

  private WorkflowExecution currentRun() {
    return temporal.client().newUntypedWorkflowStub(orderId).describe().getExecution();
  }

  /** Records a failure of the explorer, so that it is not treated as a failure of the activity. */
  private void recordingFailures(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  /** Cancels the order at its next call of this operation. */
  void cancelAtNext(Operation operation) {
    cancelsAt = operation;
  }

  /** Returns whether this call is to be cancelled; only the first one is. */
  synchronized boolean cancelsAt(Operation operation) {
    boolean cancels = cancelsAt == operation;
    cancelsAt = cancels ? null : cancelsAt;
    return cancels;
  }

  /** Returns whether the order was cancelled or terminated and must be placed again. */
  boolean hasStoppedOrder() {
    return cancelled || terminated != null;
  }

  /**
   * Waits until the child of a terminated workflow has got the answer to its open call. If it will
   * try again, waits until the middle of its settle time: otherwise it would be random whether it
   * or the next parent calls first.
   */
  void awaitAbandonedChild() {
    if (terminated != null && interruptedDuringCall) {
      Children.awaitOneAnswered(temporal.client(), terminated);
      if (plan.schedule().isInterruptedAtFailedCreate()) {
        temporal.sleep(pauseBeforeInterruption());
      }
    }
  }

  Optional<WorkflowStub> second() {
    return Optional.ofNullable(second);
  }

  boolean leftCreateOpen() {
    return leftCreateOpen;
  }

  /** Stops the workers that took a call from its queue. Throws what an interruption threw. */
  void finish() {
    queueWorkers.forEach(WorkerFactory::shutdownNow);
    if (failure != null) {
      throw new IllegalStateException("Could not interrupt an order", failure);
    }
  }
}
