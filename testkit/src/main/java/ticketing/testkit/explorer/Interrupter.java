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
import ticketing.testkit.CancelRequest;
import ticketing.testkit.Children;
import ticketing.testkit.TestTemporal;

/** Makes the {@link Interruption}s of one order, and remembers what came of them. */
final class Interrupter {
  private static final String CREATE = "CreateTicket";

  private final Strategy strategy;
  private final TestTemporal temporal;
  private final String orderId;
  private final SchedulePlan plan;
  private final Duration middleOfSettling;
  private final Consumer<String> tell;
  private final Supplier<WorkflowStub> place;
  private volatile boolean cancelled;
  private volatile WorkflowExecution terminated;
  private volatile boolean inACall;
  private volatile WorkflowStub second;
  private volatile boolean leftOpen;
  private volatile RuntimeException failure;

  /**
   * The disturber of an order.
   *
   * @param middleOfSettling how long after the end of a create a settling is disturbed; one that is
   *     shorter is none
   * @param tell is told what happens, for people
   * @param place places the order
   */
  Interrupter(
      Strategy strategy,
      TestTemporal temporal,
      String orderId,
      SchedulePlan plan,
      Duration middleOfSettling,
      Consumer<String> tell,
      Supplier<WorkflowStub> place) {
    this.strategy = strategy;
    this.temporal = temporal;
    this.orderId = orderId;
    this.plan = plan;
    this.middleOfSettling = middleOfSettling;
    this.tell = tell;
    this.place = place;
  }

  /** Whether a workflow gets the answer of a call. */
  enum Answer {
    /** It does. */
    ARRIVES,
    /** It does not, nor does anybody else. */
    LOST,
    /** It does not, and the call is made once more. */
    LOST_AND_CALLED_AGAIN
  }

  /**
   * Disturbs the order while a call has done its work and has not answered.
   *
   * @param call the activity that is open
   * @return what becomes of its answer
   */
  Answer disturbCall(Interruption what, ActivityExecutionContext call) {
    if (what == Interruption.RESTART) {
      tell.accept("the worker dies before it can pass the answer on, and another one starts");
      if (call.getInfo().isLocal()) {
        // Temporal has not heard of a local activity yet: the other worker begins it again.
        return Answer.LOST_AND_CALLED_AGAIN;
      }
      loseTheAnswer(call);
      return Answer.LOST;
    }
    inACall = true;
    guarded(
        () -> {
          WorkflowExecution run = currentRun();
          disturb(what);
          if (what == Interruption.CANCEL) {
            awaitArrivalOfCancel(run, call);
          }
        });
    return Answer.ARRIVES;
  }

  private WorkflowExecution currentRun() {
    return temporal.client().newUntypedWorkflowStub(orderId).describe().getExecution();
  }

  /** A call must not answer before the request to cancel has arrived at it. */
  private void awaitArrivalOfCancel(WorkflowExecution run, ActivityExecutionContext call) {
    CancelRequest.awaitArrival(temporal.client(), run);
    if (!temporal.isRunning(run)) {
      leftOpen = call.getInfo().getActivityType().equals(CREATE);
      temporal.activityOutlivedItsWorkflow();
    }
  }

  /** Disturbs the order while it settles, if that is what comes next. */
  void disturbSettling() {
    if (plan.isNext(StepKind.SETTLE)) {
      temporal
          .timer()
          .after(
              middleOfSettling,
              () ->
                  plan.take(StepKind.SETTLE)
                      .ifPresent(step -> guarded(() -> disturb(step.disturbance()))));
    }
  }

  private void disturb(Interruption what) {
    switch (what) {
      case CANCEL -> {
        tell.accept("the workflow is asked to cancel");
        cancelled = true;
        temporal.client().newUntypedWorkflowStub(orderId).cancel();
      }
      case TERMINATE -> {
        tell.accept("somebody terminates the workflow");
        terminated = currentRun();
        // Or the clock would leap on before the order is placed again.
        temporal.freeze(terminated.getRunId());
        temporal.terminate(terminated);
      }
      case RESTART -> {
        tell.accept("the worker dies, and another one starts");
        temporal.restart(strategy);
      }
      case AGAIN -> {
        tell.accept("the order is placed a second time");
        second = place.get();
      }
      default -> throw new IllegalStateException("Nothing to do in a call: " + what);
    }
  }

  /** The worker dies with the call, and Temporal notices when its start-to-close time is over. */
  private void loseTheAnswer(ActivityExecutionContext call) {
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
  }

  /** Keeps a failure of our own from being taken for one of the activity. */
  private void guarded(Runnable disturb) {
    try {
      disturb.run();
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  /** When a settling is disturbed, after the end of its create. */
  Duration middleOfSettling() {
    return middleOfSettling;
  }

  /** Whether the order is to be placed again: its workflow was cancelled or terminated. */
  boolean hasEndedIt() {
    return cancelled || terminated != null;
  }

  /** Waits until the child that a terminated workflow has left in a call has got its answer. */
  void awaitChildLeftBehind() {
    if (terminated != null && inACall) {
      Children.awaitOneReturned(temporal.client(), terminated);
    }
  }

  /** What a second starter got that placed the order meanwhile, if there was one. */
  Optional<WorkflowStub> second() {
    return Optional.ofNullable(second);
  }

  /** Whether the workflow ended while a create of it was still open. */
  boolean leftOpen() {
    return leftOpen;
  }

  /**
   * Returns if every disturbance has been made.
   *
   * @throws IllegalStateException if one could not be
   */
  void throwIfFailed() {
    if (failure != null) {
      throw new IllegalStateException("An order could not be disturbed", failure);
    }
  }
}
