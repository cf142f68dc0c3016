package ticketing.testkit;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.failure.v1.Failure;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.RetryOptions;
import io.temporal.common.WorkflowExecutionHistory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import ticketing.order.CancellationMemo;
import ticketing.order.OrderActivities;
import ticketing.order.OrderActivitiesImpl;
import ticketing.order.OrderFailures;
import ticketing.order.Strategy;
import ticketing.system.Journal;
import ticketing.system.Ledger;
import ticketing.system.Operation;
import ticketing.system.PaymentService;
import ticketing.system.Reservations;
import ticketing.system.TimingGuarantees;
import ticketing.system.faults.Fault;
import ticketing.system.faults.FaultyTicketSystem;
import ticketing.system.faults.ScriptedFaults;

/**
 * One order, placed with a strategy in skipped time and under scripted faults. A test says what
 * goes wrong, places the order, and checks what is visible from outside: the workflow's result, the
 * tickets in the ledger, the calls. How the workflow does it is not checked.
 *
 * <p>After every test that passed, the recorded histories are replayed and searched for the card
 * number.
 */
public final class TestOrder implements BeforeEachCallback, AfterEachCallback {
  /** A workflow that completes so many tasks for an order without faults never ends. */
  private static final int MAX_TASKS = 600;

  /** So many more tasks for each scripted fault. */
  private static final int TASKS_PER_FAULT = 30;

  /** A workflow may do nothing for so long. */
  private static final int QUIET_SECONDS = 5;

  /** So many histories show what repeats in them. */
  private static final int MANY_HISTORIES = 50;

  /** Every run ends in skipped time, whatever it waits for. */
  private static final Duration RUN_TIMEOUT = Duration.ofDays(30);

  /** The orders of all tests of this JVM are in it. */
  private static final Path DATABASE = TemporaryFolder.create("workshop-test");

  private static final AtomicInteger ORDERS = new AtomicInteger();

  /** The strategies whose code is in an endless loop, which nothing can stop, or hangs. */
  private static final Set<Strategy> HOPELESS = ConcurrentHashMap.newKeySet();

  private final Strategy strategy;
  private final TestTemporal temporal = TestTemporal.instance();
  private final String orderId = "order-" + ORDERS.incrementAndGet();
  private final Ledger ledger = new Ledger(DATABASE, temporal.clock());
  private final Journal journal = new Journal();
  private final Timeline timeline = new Timeline();
  private final List<Runnable> lateWrites = new CopyOnWriteArrayList<>();
  private final ScriptedFaults faults = new ScriptedFaults();
  private final CreateHooks creates = new CreateHooks(temporal, this::log);
  private final List<WorkflowExecution> runs = new ArrayList<>();
  private TimingGuarantees timing = TimingGuarantees.USUAL;
  private Duration tokenLife = Duration.ofDays(365);
  private Reservations.RejectionReason rejection;
  private String because = "";
  private String test = "";
  private int scriptedFaults;
  private Instant start;
  private Instant end;
  private WorkflowResult result;

  private TestOrder(Strategy strategy) {
    this.strategy = strategy;
    journal.listen(entry -> timeline.add(entry.at(), entry.toString()));
  }

  /** Returns an order of this strategy; the test class registers it as an extension. */
  public static TestOrder of(Strategy strategy) {
    return new TestOrder(strategy);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    test = context.getRequiredTestMethod().getName();
  }

  // ---- given ----

  /** Says in a sentence what the test teaches; a failure shows it. */
  public void because(String sentence) {
    because = sentence;
  }

  /** Gives the calls of this operation these faults, one after the other; later calls have none. */
  public void faults(Operation operation, Fault... inOrder) {
    scriptedFaults += inOrder.length;
    faults.on(operation, inOrder);
  }

  /** Gives the look-ups after the first create these faults; earlier look-ups have none. */
  public void faultsAfterCreate(Fault... inOrder) {
    scriptedFaults += inOrder.length;
    faults.onLookUpsAfterCreate(inOrder);
  }

  /** Sets the ticket system's timing guarantees, instead of {@link TimingGuarantees#USUAL}. */
  public void timing(TimingGuarantees guarantees) {
    timing = guarantees;
  }

  /** Lets tokens expire after this time. */
  public void tokensExpireAfter(Duration life) {
    tokenLife = life;
  }

  /** Lets the ticket system reject every create, for this reason. */
  public void rejectWith(Reservations.RejectionReason reason) {
    rejection = reason;
  }

  /** Kills the worker during the first create; its attempt times out. */
  public void workerDiesInFirstCreate() {
    creates.killsWorkerInFirst = true;
  }

  /** Lets the held create write just before its attempt times out, in skipped time. */
  public void heldCreateWritesBeforeItTimesOut() {
    creates.writesBeforeTimeOut = true;
  }

  // ---- when ----

  /** Places the order and waits for its workflow. */
  public void place() {
    start(orderOptions());
    await();
  }

  /** Places the order with a retry policy of two attempts for the workflow, and waits for it. */
  public void placeWithOneRetry() {
    start(orderOptions().setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(2).build()));
    await();
  }

  /** Places the order and waits until its first create is open; see {@link #releaseCreate}. */
  public void placeAndHoldFirstCreate() {
    creates.holdsFirst = true;
    start(orderOptions());
    if (endsBefore(creates.held)) {
      throw failure("createTicket is called");
    }
    log("createTicket is held open");
  }

  /** Lets the create that is held open return, or fail if it has a fault. */
  public void releaseCreate() {
    log("createTicket may end");
    creates.released.complete(null);
  }

  /** Asks the workflow to cancel, and waits until the held create knows, for at most a second. */
  public void cancel() {
    log("the workflow is asked to cancel");
    stub().cancel();
    Histories.awaitCancelHandled(temporal.client(), latestRun());
  }

  /** Asks the child workflows of the latest run to cancel, and waits as {@link #cancel} does. */
  public void cancelChildren() {
    log("the child workflows are asked to cancel");
    Children.cancel(temporal.client(), latestRun());
    Histories.awaitCancelHandled(temporal.client(), latestRun());
  }

  /** Terminates the workflow, and treats its children by their parent close policy. */
  public void terminate() {
    temporal.terminate(latestRun(), this::log);
  }

  /** Waits, for at most a second, until a child of the terminated workflow has returned. */
  public void awaitAbandonedChild() {
    Children.awaitOneAnswered(temporal.client(), latestRun());
  }

  /** Skips this much time. */
  public void skip(Duration time) {
    sleep(time);
    log(Timeline.text(time) + " have passed");
  }

  /** Places the same order again, as a starter does, and waits for its workflow. */
  public void placeAgainAtOnce() {
    logEnd();
    log("the order is placed again");
    runs.add(temporal.place(strategy, orderId, orderOptions()).describe().getExecution());
    await();
  }

  /** Places the same order again when Temporal has forgotten the first run, and waits. */
  public void placeAgainMuchLater() {
    logEnd();
    sleep(RUN_TIMEOUT.dividedBy(2));
    log("Temporal has forgotten the order, and it is placed again");
    runs.add(temporal.startForgotten(strategy, orderId, orderOptions()));
    await();
  }

  private static WorkflowOptions.Builder orderOptions() {
    return WorkflowOptions.newBuilder().setWorkflowRunTimeout(RUN_TIMEOUT);
  }

  private void start(WorkflowOptions.Builder options) {
    if (HOPELESS.contains(strategy)) {
      String text = "Not run: the order of an earlier test never ended. Fix that first.";
      throw new ExplainedFailure(text, text);
    }
    if (start == null) {
      start = temporal.clock().instant();
      temporal.worker(strategy).activities().put(orderId, activities(), creates);
    }
    runs.add(temporal.start(strategy, orderId, options));
  }

  /** Opens the ticket system as the test has described it. */
  private OrderActivities activities() {
    Reservations reservations =
        new Reservations(
            List.of(new Reservations.Seat(orderId, "Music of the Spheres", "C1", rejection)));
    FaultyTicketSystem ticketSystem =
        new FaultyTicketSystem(
            temporal.ticketSystem(ledger, reservations, timing, tokenLife),
            faults,
            timing,
            journal,
            temporal.clock(),
            this::writeLate);
    return new OrderActivitiesImpl(ticketSystem, new PaymentService());
  }

  private void writeLate(Duration limit, Consumer<Instant> write) {
    AtomicBoolean written = new AtomicBoolean();
    Consumer<Instant> writeOnce =
        end -> {
          if (!written.getAndSet(true)) {
            write.accept(end);
          }
        };
    temporal.writeLate(limit, creates.killsWorkerInFirst, writeOnce);
    lateWrites.add(() -> writeOnce.accept(temporal.clock().instant()));
  }

  private void log(String event) {
    timeline.add(temporal.clock().instant(), event);
  }

  private void logEnd() {
    if (result != null) {
      timeline.add(end, "the workflow " + result.words());
    }
  }

  /** Waits for the end of the latest run. */
  public void await() {
    endsBefore(new CompletableFuture<>());
    if (result.kind() == WorkflowResult.Kind.STUCK) {
      throw failure("the workflow ends");
    }
    if (result.kind() == WorkflowResult.Kind.CODE_THREW) {
      throw failure("the workflow throws no exception of its own");
    }
  }

  /** Waits until the latest run ends or something else happens. Returns whether it has ended. */
  private boolean endsBefore(CompletableFuture<?> event) {
    ProgressWatch watch =
        new ProgressWatch(
            strategy, temporal, MAX_TASKS + scriptedFaults * TASKS_PER_FAULT, QUIET_SECONDS);
    Optional<WorkflowResult> ended = watch.await(stub(), event);
    if (ended.isEmpty()) {
      return false;
    }
    if (watch.blocksOthers()) {
      HOPELESS.add(strategy);
    }
    // A workflow that continued as new has several runs; this is the last.
    String lastRun = stub().describe().getExecution().getRunId();
    result = ended.get();
    end = temporal.unfreeze(lastRun).orElseGet(temporal.clock()::instant);
    if (result.kind() == WorkflowResult.Kind.STUCK) {
      // What it has left behind can move the clock by years, or stop it.
      temporal.abandon();
    }
    return true;
  }

  private WorkflowExecution latestRun() {
    return runs.get(runs.size() - 1);
  }

  private WorkflowStub stub() {
    return temporal.client().newUntypedWorkflowStub(orderId);
  }

  // ---- then ----

  /** Checks that the order has exactly one ticket, and that the workflow returned its number. */
  public void hasExactlyOneTicketAndReturnedIt() {
    check(
        verdict().hasOneTicketAndReturnedIt(),
        "exactly one ticket, and the workflow returns its number");
  }

  /** Checks how many tickets the order has, after every late write. */
  public void hasTickets(int count) {
    check(tickets().size() == count, FailureReport.tickets(count) + " in the ledger");
  }

  /** Checks that the workflow returned the number of a ticket of the order. */
  public void returnedATicket() {
    check(tickets().contains(result.ticketId()), "the workflow returns the number of a ticket");
  }

  /** Checks that the workflow ended with the rejection, and that there is no ticket. */
  public void wasRejectedWithoutATicket() {
    check(
        result.kind() == WorkflowResult.Kind.REJECTED && verdict().isRight(),
        "the order is rejected (a failure of type Rejected) and has no ticket");
  }

  /** Checks that the workflow ended with the rejection, and not with a failure around it. */
  public void failedWithTheRejectionItself() {
    WorkflowExecutionHistory history = temporal.client().fetchHistory(orderId);
    Failure failure = Histories.failure(history);
    String type = failure.getApplicationFailureInfo().getType();
    check(
        type.equals(OrderFailures.REJECTED),
        "the workflow throws the rejection itself (OrderFailures.rejection), and not %s with the rejection inside"
            .formatted(Histories.wrapper(failure).orElse("a failure")),
        "A retry policy looks only at the outermost failure, and would retry this one.");
  }

  /** Checks that the workflow left it to a person to find out whether there is a ticket. */
  public void leftItsOutcomeToAPerson() {
    check(
        result.kind() == WorkflowResult.Kind.OUTCOME_UNKNOWN && result.words().contains(orderId),
        "the workflow ends with a failure of type OutcomeUnknown, which names the order");
  }

  /** Checks that the workflow failed: the customer was told that there is no ticket. */
  public void failed() {
    check(result.kind() == WorkflowResult.Kind.FAILED, "the workflow fails");
  }

  /** Checks how often the operation was called. */
  public void called(Operation operation, int times) {
    int calls = journal.calls(operation);
    check(
        calls == times,
        "%s is called %s, not %s"
            .formatted(operation, OrderVerdict.times(times), OrderVerdict.times(calls)));
  }

  /** Checks that the workflow ended within this much skipped time. */
  public void tookAtMost(Duration limit) {
    Duration took = Duration.between(start, end).truncatedTo(ChronoUnit.SECONDS);
    check(
        took.compareTo(limit) <= 0,
        "the order takes at most %s; it took %s"
            .formatted(Timeline.text(limit), Timeline.text(took)),
        "The customer waits. Wait only as long as the order's D + L ask for.");
  }

  /** Checks what the memo and a query of the cancelled order say of its ticket. Skips no time. */
  public void recordedItsOutcome() {
    check(result.kind() == WorkflowResult.Kind.CANCELLED, "the workflow is cancelled");
    Object memo = stub().describe().getMemo(CancellationMemo.OUTCOME, String.class);
    check(memo != null, "the memo says what is known of the ticket; it is empty");
    String truth = OrderVerdict.memo(ledger.ticketIdsOf(orderId));
    check(truth.equals(memo), "the memo says \"" + truth + "\"; it says \"" + memo + "\"");
    String answer = stub().query("outcome", String.class);
    check(truth.equals(answer), "the query says \"" + truth + "\"; it says \"" + answer + "\"");
  }

  /** Checks that no run of the order's workflow, or of those that it starts, has more events. */
  public void hasHistoriesOfAtMost(int own, int others) {
    for (WorkflowExecutionHistory history : histories()) {
      boolean isOwn = history.getWorkflowExecution().getWorkflowId().equals(orderId);
      int limit = isOwn ? own : others;
      int events = history.getEvents().size();
      check(
          events <= limit,
          "the history of the %s has at most %d events; it has %d"
              .formatted(isOwn ? "order" : "child", limit, events));
    }
  }

  /** Checks that a run makes at most one more create when Temporal suggests continuing as new. */
  public void continuesAsNewWhenSuggested() {
    int creates = histories().stream().mapToInt(Histories::createsAfterSuggestion).max().orElse(0);
    check(
        creates <= 1,
        "at most one create in a run after Temporal has suggested continuing as new; there were "
            + creates);
  }

  /** Checks that the workflow code contains nothing that Temporal forbids there. */
  public void workflowCodeIsDeterministic() {
    List<String> found = ForbiddenCalls.in(strategy.workflows());
    if (!found.isEmpty()) {
      throw new ExplainedFailure(found.get(0), String.join("\n", found));
    }
  }

  private OrderVerdict verdict() {
    return new OrderVerdict(result, tickets());
  }

  /** Returns the tickets in the ledger, after every late write. */
  private List<String> tickets() {
    sleep(allWritten());
    return ledger.ticketIdsOf(orderId);
  }

  private void sleep(Duration time) {
    if (!temporal.sleep(time)) {
      temporal.abandon();
      throw failure(
          ledger.ticketIdsOf(orderId).size() > 1
              ? "exactly one ticket"
              : "a workflow that ends leaves no activity open");
    }
  }

  /** Returns the time after which there are no more late writes. */
  private Duration allWritten() {
    return timing.maxWriteDelay().plus(timing.maxReadLag()).plusSeconds(1);
  }

  private void check(boolean holds, String expected) {
    check(holds, expected, because);
  }

  /** Checks this; a failure shows another reason than that of the test. */
  private void check(boolean holds, String expected, String why) {
    if (!holds) {
      because = why;
      throw failure(expected);
    }
  }

  private ExplainedFailure failure(String expected) {
    creates.released.complete(null);
    List<WorkflowExecutionHistory> histories =
        runs.stream()
            .flatMap(run -> Histories.stored(temporal.client(), run, MANY_HISTORIES).stream())
            .toList();
    timeline.addContinuations(histories);
    if (!temporal.isAbandoned()) {
      temporal.sleep(allWritten());
    }
    // The clock may have stopped.
    lateWrites.forEach(Runnable::run);
    Diagnosis order =
        new Diagnosis(
            strategy,
            result,
            ledger.ticketIdsOf(orderId),
            timing,
            isUndisturbed(),
            journal.entries(),
            histories);
    return new FailureReport(order, test, because, timeline).failure(expected);
  }

  private boolean isUndisturbed() {
    return runs.size() == 1 && !creates.killsWorkerInFirst;
  }

  // ---- after every test ----

  @Override
  public void afterEach(ExtensionContext context) {
    if (runs.isEmpty()) {
      return;
    }
    if (isUndisturbed()) {
      Diagnosis.rememberWait(strategy, timing, journal.entries());
    }
    if (context.getExecutionException().isEmpty()) {
      requireReplayableAndSecretFree();
      return;
    }
    creates.released.complete(null);
    if (creates.holdsFirst) {
      // A workflow that did not wait for it has left an activity open, which stops the clock.
      temporal.abandon();
    }
  }

  void requireReplayableAndSecretFree() {
    List<WorkflowExecutionHistory> histories = histories();
    Histories.differenceInReplay(histories, temporal.worker(strategy).worker())
        .ifPresent(
            difference -> {
              because = "After a restart, a worker replays the recorded history with your code.";
              throw failure("the replay takes the same path; " + difference);
            });
    CardNumber.of(orderId)
        .eventIn(histories)
        .ifPresent(
            event -> {
              throw failure("the card number is nowhere in the history; it is in " + event);
            });
  }

  private List<WorkflowExecutionHistory> histories() {
    return runs.stream().flatMap(run -> Histories.of(temporal.client(), run).stream()).toList();
  }
}
