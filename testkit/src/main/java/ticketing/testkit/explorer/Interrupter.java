package ticketing.testkit.explorer;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import ticketing.order.Strategy;
import ticketing.testkit.Children;
import ticketing.testkit.Histories;
import ticketing.testkit.TestTemporal;

/** Makes the {@link Interruption}s of one order. */
final class Interrupter {
  /** How long after a create the settle time is interrupted; a shorter pause is no settling. */
  static final Duration MIDDLE_OF_SETTLING = Explorer.TIMING.maxWriteDelay().dividedBy(2);

  private static final String CREATE = "CreateTicket";

  private final Strategy strategy;
  private final TestTemporal temporal;
  private final String orderId;
  private final SchedulePlan plan;
  private final Consumer<String> timeline;
  private final Supplier<WorkflowStub> place;
  private volatile boolean cancelled;
  private volatile WorkflowExecution terminated;
  private volatile boolean inACall;
  private volatile WorkflowStub second;
  private volatile boolean leftOpen;
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
    this.plan = plan;
    this.timeline = timeline;
    this.place = place;
  }

  /**
   * Kills the worker while a call has done its work and has not answered.
   *
   * @return whether the next worker makes the call again: Temporal does not know of a local
   *     activity yet; any other times out
   */
  boolean killWorkerInCall(ActivityExecutionContext call) {
    timeline.accept("the worker dies before it can pass the answer on, and another one starts");
    if (call.getInfo().isLocal()) {
      return true;
    }
    call.doNotCompleteOnReturn();
    Instant timeOut = TestTemporal.timeOutOf(call.getInfo());
    // Not on this thread: it ends with its worker.
    CompletableFuture.runAsync(
        () ->
            guarded(
                () -> {
                  temporal.restart(strategy);
                  temporal.skipTo(timeOut);
                }));
    return false;
  }

  /** Interrupts the order while a call has done its work and has not answered. */
  void interruptCall(Interruption interruption, ActivityExecutionContext call) {
    inACall = true;
    guarded(
        () -> {
          WorkflowExecution run = currentRun();
          interrupt(interruption);
          if (interruption == Interruption.CANCEL) {
            // The call must not answer before the cancel request has reached it.
            Histories.awaitCancelRequest(temporal.client(), run);
            if (!temporal.isRunning(run)) {
              leftOpen = call.getInfo().getActivityType().equals(CREATE);
              temporal.activityOutlivedItsWorkflow();
            }
          }
        });
  }

  /** Interrupts the order in the middle of its settle time, if that is the next step. */
  void interruptSettling() {
    if (plan.isNext(StepKind.SETTLE)) {
      temporal.after(
          MIDDLE_OF_SETTLING,
          () -> guarded(() -> interrupt(plan.takeInterruption(StepKind.SETTLE))));
    }
  }

  private void interrupt(Interruption interruption) {
    switch (interruption) {
      case CANCEL -> {
        timeline.accept("the workflow is asked to cancel");
        cancelled = true;
        WorkflowStub order = temporal.client().newUntypedWorkflowStub(orderId);
        order.cancel();
        Histories.awaitCancelPassedOn(temporal.client(), order.describe().getExecution());
      }
      case TERMINATE -> {
        timeline.accept("an operator terminates the workflow");
        terminated = currentRun();
        // Otherwise the clock would jump ahead before the order is placed again.
        temporal.freeze(terminated.getRunId());
        temporal.terminate(terminated);
      }
      case RESTART -> {
        timeline.accept("the worker dies, and another one starts");
        temporal.restart(strategy);
      }
      case AGAIN -> {
        timeline.accept("the order is placed a second time");
        second = place.get();
      }
      case NONE -> {}
      default -> throw new IllegalStateException("Only at the end: " + interruption);
    }
  }

  private WorkflowExecution currentRun() {
    return temporal.client().newUntypedWorkflowStub(orderId).describe().getExecution();
  }

  /** Keeps a failure of ours from being taken for one of the activity. */
  private void guarded(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  /** Returns whether the order was cancelled or terminated, and is to be placed again. */
  boolean hasStoppedIt() {
    return cancelled || terminated != null;
  }

  /** Waits until the child that a terminated workflow has left in a call has got its answer. */
  void awaitAbandonedChild() {
    if (terminated != null && inACall) {
      Children.awaitOneReturned(temporal.client(), terminated);
    }
  }

  Optional<WorkflowStub> second() {
    return Optional.ofNullable(second);
  }

  boolean leftOpen() {
    return leftOpen;
  }

  void throwIfFailed() {
    if (failure != null) {
      throw new IllegalStateException("Could not interrupt an order", failure);
    }
  }
}
