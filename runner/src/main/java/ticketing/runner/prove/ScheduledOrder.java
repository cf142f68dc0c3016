package ticketing.runner.prove;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import ticketing.order.CancelledOrder;
import ticketing.order.OrderActivities;
import ticketing.order.OrderActivitiesImpl;
import ticketing.order.OrderWorkflow;
import ticketing.runner.Candidate;
import ticketing.system.Journal;
import ticketing.system.Ledger;
import ticketing.system.Operation;
import ticketing.system.PaymentService;
import ticketing.system.Reservations;
import ticketing.system.TermsOfService;
import ticketing.system.faults.FaultyTicketSystem;
import ticketing.testkit.CancelRequest;
import ticketing.testkit.Ending;
import ticketing.testkit.Histories;
import ticketing.testkit.TestTemporal;

/** Places one order, lets happen to it what its schedule says, and collects what came of it. */
final class ScheduledOrder {
  private static final String CREATE = "CreateTicket";

  /** How long a run may take, in real seconds, if its code burns a processor. */
  private static final int PATIENCE_SECONDS = 5;

  /** The test service takes 10 s to notice that it gave something to a worker that died. */
  private static final int MORE_PATIENCE_SECONDS = 20;

  /** Every run ends in skipped time, whatever it waits for. */
  private static final Duration RUN_TIMEOUT = Duration.ofDays(365);

  /** Longer than Temporal remembers a workflow, by default. */
  private static final Duration MUCH_LATER = Duration.ofDays(60);

  /** Expiring tokens are no part of what is explored. */
  private static final Duration TOKEN_LIFE = Duration.ofDays(1_000);

  /** Until then even what lands too late has landed: this many times D + L. */
  private static final int ALL_LANDED = 12;

  private static final Ending ENDLESS =
      new Ending(
          Ending.Kind.STUCK,
          null,
          "had not ended after " + SchedulePlan.MOST_CALLS + " calls of the ticket system");

  private final Candidate candidate;
  private final TestTemporal temporal;
  private final TermsOfService terms;
  private final Ledger ledger;
  private final String orderId;
  private final SchedulePlan plan;
  private final ScheduledActivities activities;
  private final Journal journal = new Journal();
  private final List<Outcome.Line> told = Collections.synchronizedList(new ArrayList<>());
  private final List<WorkflowExecution> runs = new ArrayList<>();
  private final List<Outcome.End> ends = new ArrayList<>();
  private WorkflowStub second;
  private boolean cancelled;
  private boolean leftOpen;
  private volatile boolean endless;
  private volatile RuntimeException ownFailure;

  ScheduledOrder(
      Candidate candidate,
      TestTemporal temporal,
      TermsOfService terms,
      Ledger ledger,
      String orderId,
      SchedulePlan plan) {
    this.candidate = candidate;
    this.temporal = temporal;
    this.terms = terms;
    this.ledger = ledger;
    this.orderId = orderId;
    this.plan = plan;
    this.activities = activities();
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

  Outcome run() {
    journal.listen(entry -> told.add(new Outcome.Line(entry.at(), entry.toString())));
    temporal.worker(candidate.strategy()).activities().put(orderId, activities);
    placeAndAwait(place());
    if (cancelled) {
      tell("the order is placed again");
      placeAndAwait(place());
    }
    plan.take(Word.END).ifPresent(step -> placeAgain(step.disturbance()));
    return outcome();
  }

  private ScheduledActivities activities() {
    Reservations reservations =
        new Reservations(
            List.of(new Reservations.Seat(orderId, "Music of the Spheres", "C1", null)));
    FaultyTicketSystem ticketSystem =
        new FaultyTicketSystem(
            candidate.ticketSystem().of(ledger, reservations, terms, TOKEN_LIFE, temporal.clock()),
            plan,
            terms,
            journal,
            temporal.clock(),
            temporal.timer().delayedBy(this::untilItIsNoticed));
    return new ScheduledActivities(
        new OrderActivitiesImpl(ticketSystem, new PaymentService()),
        plan,
        this,
        temporal.clock(),
        middleOfSettling());
  }

  private void placeAgain(Disturbance when) {
    if (when == Disturbance.AGAIN) {
      tell("the order is placed again");
      placeAndAwait(place());
      return;
    }
    temporal.sleep(MUCH_LATER);
    tell("Temporal has forgotten the order, and it is placed again");
    OrderWorkflow order =
        temporal
            .client()
            .newWorkflowStub(
                OrderWorkflow.class,
                options()
                    .setWorkflowId(orderId)
                    .setTaskQueue(temporal.worker(candidate.strategy()).taskQueue())
                    .setWorkflowIdReusePolicy(
                        WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                    .build());
    WorkflowClient.start(order::placeOrder, orderId);
    placeAndAwait(temporal.client().newUntypedWorkflowStub(orderId));
  }

  private WorkflowStub place() {
    return candidate
        .starter()
        .place(
            temporal.client(),
            temporal.worker(candidate.strategy()).taskQueue(),
            orderId,
            options());
  }

  private static WorkflowOptions.Builder options() {
    return WorkflowOptions.newBuilder().setWorkflowRunTimeout(RUN_TIMEOUT);
  }

  private void placeAndAwait(WorkflowStub order) {
    Instant begin = temporal.clock().instant();
    runs.add(order.describe().getExecution());
    Ending ending = endOf(order);
    Instant end =
        temporal
            .unfreeze(order.describe().getExecution().getRunId())
            .orElse(
                ending.kind() == Ending.Kind.STUCK
                    ? temporal.clock().instant()
                    : begin); // it had ended before
    told.add(new Outcome.Line(end, "the workflow " + ending.words()));
    String kept =
        ending.kind() == Ending.Kind.CANCELLED
            ? (String) order.describe().getMemo(CancelledOrder.OUTCOME, String.class)
            : null;
    ends.add(
        new Outcome.End(
            ending,
            Duration.between(begin, end),
            journal.calls(Operation.CREATE_TICKET),
            tickets(),
            kept));
  }

  private Ending endOf(WorkflowStub order) {
    return endOf(order, PATIENCE_SECONDS)
        .or(
            () ->
                Ending.isBurning(candidate.strategy())
                    ? Optional.empty()
                    : endOf(order, MORE_PATIENCE_SECONDS))
        .orElseGet(
            () -> {
              Ending stuck = Ending.stuck(candidate.strategy(), PATIENCE_SECONDS);
              terminate(order);
              return stuck;
            });
  }

  /** How it ended; empty if it did not, in so many real seconds. */
  private Optional<Ending> endOf(WorkflowStub order, int seconds) {
    try {
      return Optional.of(Ending.returned(order.getResult(seconds, TimeUnit.SECONDS, String.class)));
    } catch (WorkflowFailedException e) {
      return Optional.of(endless ? ENDLESS : Ending.failed(e, candidate.strategy()));
    } catch (TimeoutException e) {
      return Optional.empty();
    }
  }

  /** Ends an order that would go on for ever, in skipped time. */
  void endlessCalls() {
    endless = true;
    terminate(temporal.client().newUntypedWorkflowStub(orderId));
  }

  private static void terminate(WorkflowStub order) {
    try {
      order.terminate("It does not end");
    } catch (WorkflowNotFoundException e) {
      // It has ended at last. Too late: it is called stuck.
    }
  }

  private List<String> tickets() {
    return ledger.ticketsOf(orderId).stream().map(entry -> entry.ticket().ticketId()).toList();
  }

  // ---- disturbances ----

  /**
   * Disturbs the order while a call has done its work and has not answered.
   *
   * @param call the activity that is open
   * @return what becomes of its answer
   */
  Answer disturbCall(Disturbance what, ActivityExecutionContext call) {
    if (what == Disturbance.RESTART) {
      tell("the worker dies before it can pass the answer on, and another one starts");
      if (call.getInfo().isLocal()) {
        // Temporal has not heard of a local activity yet: the other worker begins it again.
        return Answer.LOST_AND_CALLED_AGAIN;
      }
      loseTheAnswer(call);
      return Answer.LOST;
    }
    guarded(
        () -> {
          WorkflowExecution run = currentRun();
          disturb(what);
          if (what == Disturbance.CANCEL) {
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
    WorkflowStub ofThisRun =
        temporal
            .client()
            .newUntypedWorkflowStub(orderId, Optional.of(run.getRunId()), Optional.empty());
    if (ofThisRun.describe().getStatus()
        != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING) {
      leftOpen = call.getInfo().getActivityType().equals(CREATE);
      temporal.activityOutlivedItsWorkflow();
    }
  }

  /** Disturbs the order while it settles, if that is what comes next. */
  void disturbSettling() {
    if (plan.isNext(Word.SETTLE)) {
      temporal
          .timer()
          .after(
              middleOfSettling(),
              () ->
                  plan.take(Word.SETTLE)
                      .ifPresent(step -> guarded(() -> disturb(step.disturbance()))));
    }
  }

  private Duration middleOfSettling() {
    return terms.landsWithin().dividedBy(2);
  }

  private void disturb(Disturbance what) {
    switch (what) {
      case CANCEL -> {
        tell("the workflow is asked to cancel");
        cancelled = true;
        temporal.client().newUntypedWorkflowStub(orderId).cancel();
      }
      case RESTART -> {
        tell("the worker dies, and another one starts");
        temporal.restart(candidate.strategy());
      }
      case AGAIN -> {
        tell("the order is placed a second time");
        second = place();
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
                  temporal.restart(candidate.strategy());
                  temporal.skipTo(timeOut);
                }));
  }

  /** Keeps a failure of our own from being taken for one of the activity. */
  private void guarded(Runnable disturb) {
    try {
      disturb.run();
    } catch (RuntimeException e) {
      ownFailure = e;
    }
  }

  /** D counts from when Temporal gives an attempt up; that of a dead worker, after a time-out. */
  private Duration untilItIsNoticed() {
    return plan.ofThisThread().disturbance() == Disturbance.RESTART
        ? OrderActivities.START_TO_CLOSE
        : Duration.ZERO;
  }

  private void tell(String text) {
    told.add(new Outcome.Line(temporal.clock().instant(), text));
  }

  // ---- what came of it ----

  private Outcome outcome() {
    if (ownFailure != null) {
      throw new IllegalStateException("An order could not be disturbed", ownFailure);
    }
    Optional<Ending> toldSecond = Optional.ofNullable(second).map(this::endOf);
    boolean timePasses =
        temporal.sleep(terms.landsWithin().plus(terms.visibleWithin()).multipliedBy(ALL_LANDED));
    List<WorkflowExecutionHistory> histories = new ArrayList<>();
    runs.forEach(run -> histories.addAll(Histories.of(temporal.client(), run)));
    String card = new PaymentService().paymentInfoOf(orderId).cardNumber();
    boolean stuck = ends.stream().anyMatch(end -> end.ending().kind() == Ending.Kind.STUCK);
    return new Outcome(
        plan.happened(),
        activities.settled(),
        ends,
        tickets(),
        List.copyOf(told),
        new Outcome.Evidence(
            activities.createdAfter(),
            toldSecond,
            leftOpen || !timePasses,
            endless,
            histories,
            stuck // and so would a replay be
                ? Optional.empty()
                : Histories.differenceInReplay(
                    histories, temporal.worker(candidate.strategy()).worker()),
            Histories.contain(histories, card)),
        plan.impossible());
  }
}
