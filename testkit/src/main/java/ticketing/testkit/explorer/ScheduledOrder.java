package ticketing.testkit.explorer;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
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
import ticketing.order.CancellationMemo;
import ticketing.order.OrderActivitiesImpl;
import ticketing.order.OrderPlacement;
import ticketing.order.OrderWorkflow;
import ticketing.system.Journal;
import ticketing.system.Ledger;
import ticketing.system.Operation;
import ticketing.system.PaymentService;
import ticketing.system.Reservations;
import ticketing.system.TimingGuarantees;
import ticketing.system.faults.FaultyTicketSystem;
import ticketing.testkit.Histories;
import ticketing.testkit.TestTemporal;
import ticketing.testkit.WorkflowResult;

/** Places one order, lets happen to it what its schedule says, and collects what came of it. */
final class ScheduledOrder {
  /** How long a run may take, in real seconds, if its code burns a processor. */
  private static final int PATIENCE_SECONDS = 5;

  /** Otherwise so much more: the test service may have to give a task to another worker. */
  private static final int MORE_PATIENCE_SECONDS = 25;

  /** Every run ends in skipped time, whatever it waits for. */
  private static final Duration RUN_TIMEOUT = Duration.ofDays(365);

  /**
   * So soon what the test service gave to a worker that was about to die is given to the next. This
   * passes in real time; by default it is 10 s.
   */
  private static final Duration TASK_TIMEOUT = Duration.ofSeconds(2);

  /** Longer than Temporal remembers a workflow, by default. */
  private static final Duration MUCH_LATER = Duration.ofDays(60);

  /** Expiring tokens are no part of what is explored. */
  private static final Duration TOKEN_LIFE = Duration.ofDays(1_000);

  /** Until then even what lands too late has landed: this many times D + L. */
  private static final int ALL_LANDED = 12;

  private static final WorkflowResult ENDLESS =
      new WorkflowResult(
          WorkflowResult.Kind.STUCK,
          null,
          "had not ended after " + SchedulePlan.MOST_CALLS + " calls of the ticket system");

  private final StrategyUnderTest candidate;
  private final TestTemporal temporal;
  private final TimingGuarantees timing;
  private final Ledger ledger;
  private final String orderId;
  private final SchedulePlan plan;
  private final Interrupter disturber;
  private final ScheduledActivities activities;
  private final Journal journal = new Journal();
  private final List<Outcome.Line> told = Collections.synchronizedList(new ArrayList<>());
  private final List<WorkflowExecution> runs = new ArrayList<>();
  private final List<Outcome.End> ends = new ArrayList<>();
  private volatile boolean endless;

  ScheduledOrder(
      StrategyUnderTest candidate,
      TestTemporal temporal,
      TimingGuarantees timing,
      Ledger ledger,
      String orderId,
      SchedulePlan plan) {
    this.candidate = candidate;
    this.temporal = temporal;
    this.timing = timing;
    this.ledger = ledger;
    this.orderId = orderId;
    this.plan = plan;
    this.disturber =
        new Interrupter(
            candidate.strategy(),
            temporal,
            orderId,
            plan,
            timing.maxWriteDelay().dividedBy(2),
            this::tell,
            this::place);
    this.activities = activities();
  }

  Outcome run() {
    journal.listen(entry -> told.add(new Outcome.Line(entry.at(), entry.toString())));
    temporal.worker(candidate.strategy()).activities().put(orderId, activities);
    placeAndAwait(place());
    if (disturber.hasEndedIt()) {
      disturber.awaitChildLeftBehind();
      tell("the order is placed again");
      placeAndAwait(place());
    }
    plan.take(StepKind.END).ifPresent(step -> placeAgain(step.disturbance()));
    return outcome();
  }

  private ScheduledActivities activities() {
    Reservations reservations =
        new Reservations(
            List.of(new Reservations.Seat(orderId, "Music of the Spheres", "C1", null)));
    FaultyTicketSystem ticketSystem =
        new FaultyTicketSystem(
            candidate.ticketSystem().of(ledger, reservations, timing, TOKEN_LIFE, temporal.clock()),
            plan,
            timing,
            journal,
            temporal.clock(),
            temporal.timer().delayedBy(this::untilItIsNoticed));
    return new ScheduledActivities(
        new OrderActivitiesImpl(ticketSystem, new PaymentService()),
        plan,
        disturber,
        temporal.clock(),
        this::endlessCalls);
  }

  private void placeAgain(Interruption when) {
    if (when == Interruption.AGAIN) {
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
    return OrderPlacement.place(
        temporal.client(), temporal.worker(candidate.strategy()).taskQueue(), orderId, options());
  }

  private static WorkflowOptions.Builder options() {
    return WorkflowOptions.newBuilder()
        .setWorkflowRunTimeout(RUN_TIMEOUT)
        .setWorkflowTaskTimeout(TASK_TIMEOUT);
  }

  private void placeAndAwait(WorkflowStub order) {
    Instant begin = temporal.clock().instant();
    runs.add(order.describe().getExecution());
    WorkflowResult ending = endOf(order);
    Instant end =
        temporal
            .unfreeze(order.describe().getExecution().getRunId())
            .orElse(
                ending.kind() == WorkflowResult.Kind.STUCK
                    ? temporal.clock().instant()
                    : begin); // it had ended before
    told.add(new Outcome.Line(end, "the workflow " + ending.did()));
    String kept =
        ending.kind() == WorkflowResult.Kind.CANCELLED
            ? (String) order.describe().getMemo(CancellationMemo.OUTCOME, String.class)
            : null;
    ends.add(
        new Outcome.End(
            ending,
            Duration.between(begin, end),
            journal.calls(Operation.CREATE_TICKET),
            tickets(),
            kept));
  }

  private WorkflowResult endOf(WorkflowStub order) {
    Optional<WorkflowResult> ending = endOf(order, PATIENCE_SECONDS);
    int waited = PATIENCE_SECONDS;
    if (ending.isEmpty() && !WorkflowResult.isBurning(candidate.strategy())) {
      ending = endOf(order, MORE_PATIENCE_SECONDS);
      waited += MORE_PATIENCE_SECONDS;
    }
    if (ending.isPresent()) {
      return ending.get();
    }
    WorkflowResult stuck = WorkflowResult.stuck(candidate.strategy(), waited);
    terminate(order);
    return stuck;
  }

  /** How it ended; empty if it did not, in so many real seconds. */
  private Optional<WorkflowResult> endOf(WorkflowStub order, int seconds) {
    return WorkflowResult.of(order, candidate.strategy(), seconds)
        .map(ending -> endless && ending.kind() != WorkflowResult.Kind.RETURNED ? ENDLESS : ending);
  }

  /** Ends an order that would go on for ever, in skipped time. */
  private void endlessCalls() {
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
    return ledger.ticketIdsOf(orderId);
  }

  /** D counts from when Temporal gives an attempt up; that of a dead worker, after a time-out. */
  private Duration untilItIsNoticed() {
    return plan.ofThisThread().disturbance() == Interruption.RESTART
        ? temporal.restOfAttempt()
        : Duration.ZERO;
  }

  private void tell(String text) {
    told.add(new Outcome.Line(temporal.clock().instant(), text));
  }

  private Outcome outcome() {
    disturber.throwIfFailed();
    Optional<WorkflowResult> toldSecond = disturber.second().map(this::endOf);
    boolean stuck = ends.stream().anyMatch(end -> end.ending().kind() == WorkflowResult.Kind.STUCK);
    boolean timePasses =
        stuck
            || temporal.sleep(
                timing.maxWriteDelay().plus(timing.maxReadLag()).multipliedBy(ALL_LANDED));
    List<WorkflowExecutionHistory> histories = new ArrayList<>();
    runs.forEach(run -> histories.addAll(Histories.of(temporal.client(), run)));
    String card = new PaymentService().paymentInfoOf(orderId).cardNumber();
    return new Outcome(
        plan.happened(),
        activities.settled(),
        ends,
        tickets(),
        List.copyOf(told),
        new Outcome.Evidence(
            activities.createdAfter(),
            toldSecond,
            disturber.leftOpen(),
            !timePasses,
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
