package ticketing.testkit;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.RetryOptions;
import io.temporal.common.WorkflowExecutionHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import ticketing.order.CancellationMemo;
import ticketing.order.OrderPlacement;
import ticketing.order.OrderWorkflow;
import ticketing.order.Strategy;
import ticketing.system.Operation;
import ticketing.system.PaymentService;
import ticketing.system.Reservations;
import ticketing.system.TimingGuarantees;
import ticketing.system.faults.Fault;

/**
 * One order, placed with a strategy in skipped time and under scripted faults. A test says what
 * goes wrong, places the order, and asserts what the outside world looks like: the result of the
 * workflow, the tickets in the ledger, the calls that were made. How the workflow does it is its
 * own business.
 *
 * <p>After every test that passed, the recorded histories are replayed, and searched for the card
 * number.
 */
public final class TestOrder implements AfterEachCallback {
  /**
   * How long a test waits for the end of a workflow, in real seconds: always the same, so that no
   * verdict depends on which test ran before.
   */
  private static final int PATIENCE_SECONDS = 5;

  /** So many scripted faults, one after the other, take a slow or busy machine another second. */
  private static final int FAULTS_PER_SECOND = 20;

  /** Every run ends in skipped time, whatever it waits for. */
  private static final Duration RUN_TIMEOUT = Duration.ofDays(30);

  private static final AtomicInteger ORDERS = new AtomicInteger();

  /** The strategies whose code runs in an endless loop, which nothing can stop. */
  private static final Set<Strategy> BURNING = ConcurrentHashMap.newKeySet();

  private final Strategy strategy;
  private final int patienceSeconds;
  private final TestTemporal temporal = TestTemporal.instance();
  private final String orderId = "order-" + ORDERS.incrementAndGet();
  private final FakeTicketWorld world = new FakeTicketWorld(orderId, temporal);
  private final List<WorkflowExecution> runs = new ArrayList<>();
  private String because = "";
  private int scripted;
  private CreateHooks hooks;
  private Instant begin;
  private Instant end;
  private WorkflowResult ending;

  private TestOrder(Strategy strategy, int patienceSeconds) {
    this.strategy = strategy;
    this.patienceSeconds = patienceSeconds;
  }

  /** An order of this strategy; the test class registers it as an extension. */
  public static TestOrder of(Strategy strategy) {
    return new TestOrder(strategy, PATIENCE_SECONDS);
  }

  /** The same, which waits for the end of a workflow no longer than so many real seconds. */
  static TestOrder of(Strategy strategy, int patienceSeconds) {
    return new TestOrder(strategy, patienceSeconds);
  }

  // ---- what is given ----

  /** Says in a sentence what the test teaches; a failure shows it. */
  public void because(String sentence) {
    because = sentence;
  }

  /** The calls of this operation have these faults, in this order; later ones have none. */
  public void faults(Operation operation, Fault... inOrder) {
    scripted += inOrder.length;
    world.faults().on(operation, inOrder);
  }

  /** The ticket system serves these guarantees, instead of {@link TimingGuarantees#USUAL}. */
  public void timing(TimingGuarantees served) {
    world.timing(served);
  }

  /** Tokens expire this soon. */
  public void tokensExpireAfter(Duration life) {
    world.tokensExpireAfter(life);
  }

  /** The ticket system has a reason not to sell this seat. */
  public void rejectWith(Reservations.RejectionReason reason) {
    world.rejectWith(reason);
  }

  /** The worker dies during this create, from 1; its attempt times out. */
  public void workerDiesInCreate(int create) {
    world.workerDiesInCreate(create);
  }

  /**
   * The create that is held open does its work this long after it began, instead of at once. Less
   * than its start-to-close timeout.
   */
  public void heldCreateWorks(Duration afterItBegan) {
    world.heldCreateWorks(afterItBegan);
  }

  /**
   * The failure of a create brings an error page of so many characters with it, as that of a
   * gateway does. It goes into the history, which therefore grows fast.
   */
  public void failedCreatesBringAnErrorPage(int characters) {
    world.failedCreatesBringAnErrorPage(characters);
  }

  // ---- what is done ----

  /** Places the order and waits for its end. */
  public void place() {
    start(orderOptions());
    await();
  }

  /**
   * Places the order as somebody does who has Temporal try the whole of it a second time when it
   * fails, and waits for its end.
   */
  public void placeWithASecondTry() {
    start(orderOptions().setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(2).build()));
    await();
    // The end of the first try has stopped the clock too.
    temporal.unfreeze(runs.get(runs.size() - 1).getRunId());
  }

  /** Places the order and waits until its first create is open; see {@link #letCreateGo}. */
  public void placeAndHoldFirstCreate() {
    world.holdCreate(1);
    start(orderOptions());
    try {
      if (!hooks.awaitHeld()) {
        throw lesson("createTicket is called");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw lesson("createTicket is called");
    }
  }

  /** Lets the create that is held open return, or fail, as the faults say. */
  public void letCreateGo() {
    hooks.release();
  }

  /**
   * Asks the order's workflow to cancel, and waits until the request has reached the create that is
   * held open; or for a while, where it never will.
   */
  public void cancel() {
    stub().cancel();
    CancelRequest.awaitArrival(temporal.client(), runs.get(runs.size() - 1));
  }

  /** Asks the child workflows of the latest run to cancel, and waits as {@link #cancel} does. */
  public void cancelChildren() {
    Children.cancel(temporal.client(), runs.get(runs.size() - 1));
  }

  /**
   * Terminates the order's workflow, which gets no chance to clean up. What becomes of its children
   * is for their parent close policy to say.
   */
  public void terminate() {
    temporal.terminate(runs.get(runs.size() - 1));
  }

  /**
   * Waits until a child workflow that the latest run has left behind has returned; or for a second,
   * where none does.
   */
  public void awaitChildLeftBehind() {
    Children.awaitOneReturned(temporal.client(), runs.get(runs.size() - 1));
  }

  /** Lets skipped time pass. */
  public void pass(Duration time) {
    if (!temporal.sleep(time)) {
      temporal.abandon();
      throw lesson("a workflow that ends leaves no activity open behind it");
    }
  }

  /** Places the same order again, as a starter does, and waits for its end. */
  public void placeAgainAtOnce() {
    WorkflowStub order =
        OrderPlacement.place(
            temporal.client(), temporal.worker(strategy).taskQueue(), orderId, orderOptions());
    runs.add(order.describe().getExecution());
    await();
  }

  /** Places the same order again when Temporal has forgotten the first run, and waits. */
  public void placeAgainMuchLater() {
    pass(RUN_TIMEOUT.dividedBy(2));
    start(
        orderOptions()
            .setWorkflowIdReusePolicy(
                WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE));
    await();
  }

  private static WorkflowOptions.Builder orderOptions() {
    return WorkflowOptions.newBuilder().setWorkflowRunTimeout(RUN_TIMEOUT);
  }

  private void start(WorkflowOptions.Builder options) {
    if (BURNING.contains(strategy)) {
      String words = "not run, for an earlier test is still in its endless loop";
      throw new ExplainedFailure(words, words);
    }
    TestTemporal.StrategyWorker worker = temporal.worker(strategy);
    if (hooks == null) {
      begin = temporal.clock().instant();
      hooks = world.open();
      worker.activities().put(orderId, hooks);
    }
    OrderWorkflow order =
        temporal
            .client()
            .newWorkflowStub(
                OrderWorkflow.class,
                options.setWorkflowId(orderId).setTaskQueue(worker.taskQueue()).build());
    runs.add(WorkflowClient.start(order::placeOrder, orderId));
  }

  /** Waits for the end of the latest run. */
  public void await() {
    int patience = patienceSeconds + scripted / FAULTS_PER_SECOND;
    ending = WorkflowResult.of(stub(), strategy, patience).orElseGet(() -> giveUp(patience));
    end = temporal.unfreeze(runIdAtTheEnd()).orElseGet(temporal.clock()::instant);
    if (ending.kind() == WorkflowResult.Kind.STUCK
        || ending.kind() == WorkflowResult.Kind.CODE_THREW) {
      throw lesson("the order comes to an end");
    }
  }

  private WorkflowResult giveUp(int patience) {
    WorkflowResult stuck = WorkflowResult.stuck(strategy, patience);
    stub().terminate("stuck");
    temporal.abandon();
    if (WorkflowResult.isBurning(strategy)) {
      BURNING.add(strategy);
    }
    return stuck;
  }

  /** The latest run; a workflow that continued as new has several. */
  private String runIdAtTheEnd() {
    return stub().describe().getExecution().getRunId();
  }

  private WorkflowStub stub() {
    return temporal.client().newUntypedWorkflowStub(orderId);
  }

  // ---- what is asserted ----

  /** The workflow returned the number of the order's one and only ticket. */
  public void hasExactlyOneTicketAndReturnedIt() {
    List<String> tickets = tickets();
    check(
        tickets.size() == 1 && tickets.get(0).equals(ending.ticketId()),
        "exactly one ticket, and the workflow returns its number");
  }

  /** The ledger has this many tickets for the order, once everything late has landed. */
  public void hasTickets(int count) {
    check(
        tickets().size() == count,
        switch (count) {
          case 0 -> "no ticket in the ledger";
          case 1 -> "one ticket in the ledger";
          default -> count + " tickets in the ledger";
        });
  }

  /** The workflow returned a ticket of the order. */
  public void returnedATicket() {
    check(tickets().contains(ending.ticketId()), "the workflow returns the number of a ticket");
  }

  /** The workflow ended with the rejection, and there is no ticket. */
  public void wasRejectedWithoutATicket() {
    check(
        ending.kind() == WorkflowResult.Kind.REJECTED && tickets().isEmpty(),
        "the order is rejected (a failure of type Rejected) and has no ticket");
  }

  /** The workflow failed: its customer was told that there is no ticket. */
  public void failed() {
    check(ending.kind() == WorkflowResult.Kind.FAILED, "the workflow fails");
  }

  /** The operation was called this often. */
  public void called(Operation operation, int times) {
    check(world.calls(operation) == times, operation + " is called " + times(times));
  }

  /** The workflow ended within this much skipped time. */
  public void tookAtMost(Duration limit) {
    Duration took = Duration.between(begin, end);
    check(
        took.compareTo(limit) <= 0,
        "the order ends within "
            + FailureReport.clock(limit)
            + "; it took "
            + FailureReport.clock(took));
  }

  /**
   * A cancelled order keeps what is known of its ticket, in its memo and for a query. No time
   * passes here, so that the order can be placed again at once.
   */
  public void keptWhatItFound() {
    check(ending.kind() == WorkflowResult.Kind.CANCELLED, "the order ends as cancelled");
    Object kept = stub().describe().getMemo(CancellationMemo.OUTCOME, String.class);
    check(kept != null, "the memo says what is known of the ticket; it says nothing");
    List<String> tickets = world.tickets();
    String truth = tickets.isEmpty() ? CancellationMemo.NO_TICKET : tickets.get(0);
    check(truth.equals(kept), "the memo says \"" + truth + "\"; it says \"" + kept + "\"");
    String answer = stub().query("outcome", String.class);
    check(truth.equals(answer), "the query says \"" + truth + "\"; it says \"" + answer + "\"");
  }

  /** No run of any workflow of this order has more events than this. */
  public void hasHistoriesOfAtMost(int events) {
    int most = histories().stream().mapToInt(h -> h.getEvents().size()).max().orElse(0);
    check(most <= events, "no history has more than " + events + " events; one has " + most);
  }

  /** The workflow code contains nothing that Temporal forbids there. */
  public void workflowCodeIsDeterministic() {
    List<String> found = ForbiddenCalls.in(strategy.workflows().get(0));
    if (!found.isEmpty()) {
      throw new ExplainedFailure(found.get(0), String.join("\n", found));
    }
  }

  /** The tickets in the ledger, once everything late has landed. */
  private List<String> tickets() {
    pass(world.settleTime());
    return world.tickets();
  }

  private void check(boolean holds, String expected) {
    if (!holds) {
      throw lesson(expected);
    }
  }

  private ExplainedFailure lesson(String expected) {
    return FailureReport.of(
        strategy, because, expected, ending, world.tickets(), world.journal(), begin);
  }

  private static String times(int count) {
    return count == 1 ? "once" : count == 2 ? "twice" : count + " times";
  }

  // ---- after every test ----

  /** Replays what was recorded and searches it for the card number. */
  @Override
  public void afterEach(ExtensionContext context) {
    if (runs.isEmpty()) {
      return;
    }
    if (context.getExecutionException().isPresent()) {
      hooks.release();
      if (world.holdsACreate()) {
        // A workflow that did not wait for it has left an activity open, and time stands still.
        temporal.abandon();
      }
      return;
    }
    requireReplayableAndSecretFree();
  }

  void requireReplayableAndSecretFree() {
    List<WorkflowExecutionHistory> histories = histories();
    Histories.differenceInReplay(histories, temporal.worker(strategy).worker())
        .ifPresent(
            difference -> {
              because = "After a restart a worker replays the recorded history with your code.";
              throw lesson("the replay takes the same way; " + difference);
            });
    if (Histories.contain(histories, new PaymentService().paymentInfoOf(orderId).cardNumber())) {
      throw lesson("the card number stands nowhere in the history");
    }
  }

  private List<WorkflowExecutionHistory> histories() {
    List<WorkflowExecutionHistory> all = new ArrayList<>();
    runs.forEach(run -> all.addAll(Histories.of(temporal.client(), run)));
    return all;
  }
}
