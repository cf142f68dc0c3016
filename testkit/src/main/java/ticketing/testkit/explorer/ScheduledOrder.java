package ticketing.testkit.explorer;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.RetryOptions;
import io.temporal.common.WorkflowExecutionHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import ticketing.order.CancellationMemo;
import ticketing.order.OrderActivities;
import ticketing.order.OrderActivitiesImpl;
import ticketing.system.Journal;
import ticketing.system.Ledger;
import ticketing.system.Operation;
import ticketing.system.PaymentService;
import ticketing.system.Reservations;
import ticketing.system.faults.FaultyTicketSystem;
import ticketing.testkit.CardNumber;
import ticketing.testkit.Histories;
import ticketing.testkit.ProgressWatch;
import ticketing.testkit.TestTemporal;
import ticketing.testkit.Timeline;
import ticketing.testkit.WorkflowResult;

/** Places one order, runs its schedule, and collects the outcome. */
final class ScheduledOrder {
  /** A workflow that completes so many tasks never ends. */
  private static final int MAX_TASKS = 3_000;

  /** The same in an outage: it may poll during each settle time. */
  private static final int MAX_TASKS_IN_OUTAGE = 15_000;

  /** The real time in which an order may do nothing: a task may have to go to another worker. */
  private static final int QUIET_SECONDS = 15;

  /** The timeout, in skipped time, of a run that never ends. */
  private static final Duration RUN_TIMEOUT = Duration.ofDays(3_650);

  /** The real time after which the next worker gets a killed worker's task, instead of 10 s. */
  private static final Duration TASK_TIMEOUT = Duration.ofSeconds(2);

  /** Longer than the default retention period of Temporal. */
  private static final Duration MUCH_LATER = Duration.ofDays(60);

  /** The time, as a multiple of D + L, after which all writes are done, even those too late. */
  private static final int ALL_WRITTEN = 12;

  private static final WorkflowResult CALL_LIMIT_EXCEEDED =
      WorkflowResult.stuck(
          "had not ended after " + SchedulePlan.MAX_CALLS + " calls of the ticket system");

  private final StrategyUnderTest underTest;
  private final TestTemporal temporal;
  private final Ledger ledger;
  private final String orderId;
  private final SchedulePlan plan;
  private final World world;
  private final Interrupter interrupter;
  private final ScheduledCalls calls;
  private final Journal journal = new Journal();
  private final Timeline timeline = new Timeline();
  private final List<WorkflowExecution> executions = new ArrayList<>();
  private final List<Outcome.Run> runs = new ArrayList<>();
  private volatile boolean exceededCallLimit;
  private boolean loops;

  ScheduledOrder(
      StrategyUnderTest underTest,
      TestTemporal temporal,
      Ledger ledger,
      String orderId,
      SchedulePlan plan) {
    this.underTest = underTest;
    this.temporal = temporal;
    this.ledger = ledger;
    this.orderId = orderId;
    this.plan = plan;
    this.world = plan.schedule().world();
    this.interrupter =
        new Interrupter(underTest.strategy(), temporal, orderId, plan, this::log, this::place);
    this.calls = new ScheduledCalls(plan, interrupter, temporal.clock(), this::endEndlessCalls);
  }

  private OrderActivities activities() {
    Reservations reservations =
        new Reservations(
            List.of(new Reservations.Seat(orderId, "Music of the Spheres", "C1", null)));
    FaultyTicketSystem ticketSystem =
        new FaultyTicketSystem(
            new ScheduledTicketSystem(
                underTest.ticketSystem(
                    temporal.ticketSystem(ledger, reservations, world.timing(), world.tokenLife())),
                plan),
            plan,
            world.timing(),
            journal,
            temporal.clock(),
            this::writeLate);
    return new OrderActivitiesImpl(ticketSystem, new PaymentService());
  }

  Outcome run() {
    journal.listen(entry -> timeline.add(entry.at(), entry.toString()));
    temporal.worker(underTest.strategy()).activities().put(orderId, activities(), calls);
    temporal.onTaskCompletion(interrupter::interruptTask);
    await(place());
    if (interrupter.hasStoppedOrder()) {
      interrupter.awaitAbandonedChild();
      placeAgain();
    }
    switch (plan.takeInterruption(StepKind.END)) {
      case AGAIN -> placeAgain();
      case MUCH_LATER -> placeMuchLater();
      case MUCH_LATER_CANCEL -> placeMuchLaterAndCancel(Operation.FIND_RESERVATION);
      case MUCH_LATER_CANCEL_LOOK -> placeMuchLaterAndCancel(Operation.FIND_TICKET);
      default -> {}
    }
    return outcome();
  }

  private WorkflowStub place() {
    return temporal.place(underTest.strategy(), orderId, options());
  }

  private void placeAgain() {
    log("the order is placed again");
    await(place());
  }

  private void placeMuchLater() {
    temporal.sleep(MUCH_LATER);
    log("Temporal has forgotten the order, and it is placed again");
    temporal.startForgotten(underTest.strategy(), orderId, options());
    await(temporal.client().newUntypedWorkflowStub(orderId));
  }

  private void placeMuchLaterAndCancel(Operation when) {
    interrupter.cancelAtNext(when);
    placeMuchLater();
    placeAgain();
  }

  private WorkflowOptions.Builder options() {
    WorkflowOptions.Builder options =
        WorkflowOptions.newBuilder()
            .setWorkflowRunTimeout(RUN_TIMEOUT)
            .setWorkflowTaskTimeout(TASK_TIMEOUT);
    return plan.schedule().hasRetryPolicy()
        ? options.setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(2).build())
        : options;
  }

  private void await(WorkflowStub order) {
    Instant placed = temporal.clock().instant();
    executions.add(order.describe().getExecution());
    WorkflowResult result = resultOf(order);
    WorkflowExecutionDescription ended = order.describe();
    Instant end =
        temporal
            .unfreeze(ended.getExecution().getRunId())
            .orElse(
                result.kind() == WorkflowResult.Kind.STUCK
                    ? temporal.clock().instant()
                    : placed); // the run had already ended
    timeline.add(end, "the workflow " + result.words());
    runs.add(
        new Outcome.Run(
            result,
            Duration.between(placed, end),
            journal.calls(Operation.CREATE_TICKET)
                - runs.stream().mapToInt(Outcome.Run::creates).sum(),
            ledger.ticketIdsOf(orderId),
            (String) ended.getMemo(CancellationMemo.OUTCOME, String.class)));
  }

  private WorkflowResult resultOf(WorkflowStub order) {
    int maxTasks = plan.schedule().has(StepKind::isOutage) ? MAX_TASKS_IN_OUTAGE : MAX_TASKS;
    ProgressWatch watch =
        new ProgressWatch(underTest.strategy(), temporal, maxTasks, QUIET_SECONDS);
    WorkflowResult result = watch.await(order, new CompletableFuture<>()).orElseThrow();
    loops |= watch.loops();
    return exceededCallLimit && result.kind() != WorkflowResult.Kind.RETURNED
        ? CALL_LIMIT_EXCEEDED
        : result;
  }

  private void endEndlessCalls() {
    exceededCallLimit = true;
    ProgressWatch.terminate(temporal.client().newUntypedWorkflowStub(orderId));
  }

  private void writeLate(Duration limit, Consumer<Instant> write) {
    temporal.writeLate(
        limit.minus(world.lateWriteMargin()),
        plan.currentStep().interruption().killsWorker(),
        write);
  }

  private void log(String text) {
    timeline.add(temporal.clock().instant(), text);
  }

  private Outcome outcome() {
    interrupter.finish();
    Optional<WorkflowResult> secondStarterResult = interrupter.second().map(this::resultOf);
    boolean stuck = runs.stream().anyMatch(r -> r.result().kind() == WorkflowResult.Kind.STUCK);
    boolean clockStopped = !stuck && !temporal.sleep(world.settleTime().multipliedBy(ALL_WRITTEN));
    List<WorkflowExecutionHistory> histories =
        executions.stream()
            .flatMap(execution -> Histories.of(temporal.client(), execution).stream())
            .toList();
    timeline.addContinuations(histories);
    return new Outcome(
        plan.options(),
        plan.whole(),
        runs,
        ledger.ticketIdsOf(orderId),
        timeline.entries(),
        new Outcome.Evidence(
            calls.ticketBeforeLastCreate(),
            secondStarterResult,
            interrupter.leftCreateOpen(),
            clockStopped,
            exceededCallLimit || loops,
            histories,
            stuck // a replay would also be stuck
                ? Optional.empty()
                : Histories.differenceInReplay(
                    histories, temporal.worker(underTest.strategy()).worker()),
            CardNumber.of(orderId).eventIn(histories)),
        plan.mismatch());
  }
}
