package ticketing.runner.show;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import ticketing.order.OrderActivities;
import ticketing.order.OrderFailures;
import ticketing.order.OrderPlacement;
import ticketing.order.Strategy;
import ticketing.runner.service.SwitchedFaults;
import ticketing.runner.service.TicketService;
import ticketing.runner.util.UsageException;
import ticketing.system.Journal;
import ticketing.system.Ledger;
import ticketing.system.TimingGuarantees;
import ticketing.testkit.WorkflowResult;
import ticketing.worker.DecodingErrors;

/**
 * Holds one strategy's part of a run: its orders, and the ticket service that sells its seats.
 * Places the orders with Temporal when the {@link Placer} says so, and waits for their results,
 * each on a thread.
 */
final class Lane implements AutoCloseable {
  /** Limits open orders; the others wait. The embedded server has a thread for each open order. */
  private static final int MAX_OPEN = 100;

  private static final Duration RETRY_DELAY = Duration.ofSeconds(1);

  /** Long enough for people to see a late write, and the wait for it. */
  private static final TimingGuarantees TIMING =
      new TimingGuarantees(Duration.ofSeconds(2), Duration.ofSeconds(1));

  /**
   * After this time, a call that a worker began before Temporal forgot the order is over, and its
   * ticket can be seen.
   */
  private static final Duration FORGOTTEN_DELAY =
      OrderActivities.START_TO_CLOSE.plus(TIMING.maxWriteDelay()).plus(TIMING.maxReadLag());

  final LaneCode code;
  final Ledger ledger;
  final TicketService service;
  private final ShowRun run;
  private final Board board;
  private final WorkflowClient client;
  private final PrintStream err;
  private volatile ExecutorService followers = Executors.newFixedThreadPool(MAX_OPEN);
  private volatile boolean shown;

  /** Starts its ticket service. */
  Lane(LaneCode code, ShowRun run, Board board, WorkflowClient client, PrintStream err) {
    this.code = code;
    this.run = run;
    this.board = board;
    this.client = client;
    this.err = err;
    this.ledger = new Ledger(run.database(code), Clock.systemUTC());
    this.service =
        new TicketService(
            ledger.database(),
            0,
            TIMING,
            code.isKey(),
            new SwitchedFaults(ShowFaults.SEED, this::nameInAllLanes),
            err);
    service.listen(this::record);
  }

  /**
   * Returns the name that faults are drawn by, so that each lane has the same faults. Orders that
   * are no longer on the board have none.
   */
  private String nameInAllLanes(String orderId) {
    OptionalInt number = run.numberOf(code, orderId);
    return has(number.orElse(0)) ? "order " + run.label(number.getAsInt()) : SwitchedFaults.SPARED;
  }

  private void record(Journal.Entry entry) {
    run.numberOf(code, entry.orderId())
        .ifPresent(number -> board.change(code, number, card -> card.record(entry)));
  }

  /** Returns the strategy that its orders are placed with. */
  Strategy strategy() {
    return new Strategy(code.name()).on(code.taskQueue(run.name()));
  }

  String orderId(int number) {
    return run.orderId(code, number);
  }

  List<String> ticketsOnDisk(int number) {
    return ledger.ticketIdsOf(orderId(number));
  }

  /** Returns whether it is on: the lane with a key can be off. */
  boolean isShown() {
    return shown;
  }

  void show(boolean on) {
    shown = on;
  }

  /** Returns whether the order is on the board. */
  boolean has(int number) {
    return board.read(code, number, Card::state).isPresent();
  }

  /** Adds an order to the board, if it is not there and the lane is on; returns whether it did. */
  boolean add(int number) {
    return shown && board.add(code, number, run.label(number));
  }

  /** Forgets its orders, which are no longer on the board. Temporal completes those in progress. */
  void clear() {
    followers.shutdownNow();
    followers = Executors.newFixedThreadPool(MAX_OPEN);
    show(!code.isKey());
  }

  /** Puts the orders of an earlier process on the board, and follows those that are open. */
  void resume() {
    shown = !code.isKey() || !ledger.orderIds().isEmpty();
    if (!shown) {
      return;
    }
    for (int number = run.cleared() + 1; number <= run.placed(); number++) {
      List<String> tickets = ticketsOnDisk(number);
      Optional<WorkflowResult> result = run.result(code, number);
      add(number);
      board.change(code, number, card -> card.addTickets(tickets));
      if (result.isPresent()) {
        board.change(code, number, card -> card.end(result.get()));
      } else {
        follow(number, true);
      }
    }
  }

  /**
   * Places an order again.
   *
   * @throws UsageException if there is no such order
   */
  void placeAgain(int number) {
    if (!has(number)) {
      throw new UsageException("There is no such order in this lane.");
    }
    run.end(code, number, null);
    board.change(code, number, Card::reopen);
    follow(number, false);
  }

  /**
   * Waits for the result of an order, when those before it leave room for it.
   *
   * @param isPlaced whether Temporal knows the order; otherwise it is placed
   * @return what completes when nothing more is waited for
   */
  CompletableFuture<Void> follow(int number, boolean isPlaced) {
    ExecutorService mine = followers;
    try {
      return CompletableFuture.runAsync(() -> awaitEnd(number, isPlaced, mine), mine);
    } catch (RejectedExecutionException e) {
      // The run is closed. When it is resumed, it waits for all its orders again.
      return CompletableFuture.completedFuture(null);
    }
  }

  private void awaitEnd(int number, boolean wasPlaced, ExecutorService mine) {
    boolean isPlaced = wasPlaced;
    try {
      while (isForgotten(number, isPlaced, mine)) {
        // Temporal does not know the order: a server that keeps its data in memory was restarted,
        // or the order never got there. One with a ticket may have ended, so it is not placed
        // again: its result is unknown.
        Thread.sleep(FORGOTTEN_DELAY.toMillis());
        if (!ticketsOnDisk(number).isEmpty()) {
          lose(number, "Temporal has forgotten the order");
          return;
        }
        isPlaced = false;
      }
    } catch (InterruptedException e) {
      // The run is closed, or the board is cleared.
    }
  }

  /** Waits until the order has ended, or Temporal says that it does not know it. */
  private boolean isForgotten(int number, boolean isPlaced, ExecutorService mine)
      throws InterruptedException {
    while (!mine.isShutdown()) {
      try {
        WorkflowStub order =
            isPlaced
                ? client.newUntypedWorkflowStub(orderId(number))
                : OrderPlacement.place(client, strategy(), orderId(number));
        end(number, WorkflowResult.returned(order.getResult(String.class)));
        return false;
      } catch (WorkflowFailedException e) {
        end(number, WorkflowResult.failed(e, strategy()));
        return false;
      } catch (RuntimeException e) {
        Optional<String> unreadable = DecodingErrors.reason(e);
        if (unreadable.isPresent()) {
          lose(number, "Its result cannot be read: " + unreadable.get());
          return false;
        }
        if (isNotFound(e)) {
          return true;
        }
        Thread.sleep(RETRY_DELAY.toMillis());
      }
    }
    return false;
  }

  private static boolean isNotFound(RuntimeException failure) {
    return failure instanceof WorkflowNotFoundException
        || OrderFailures.root(failure) instanceof StatusRuntimeException status
            && status.getStatus().getCode() == Status.Code.NOT_FOUND;
  }

  private void end(int number, WorkflowResult result) {
    board.change(code, number, card -> card.end(result));
    try {
      run.end(code, number, result);
    } catch (UsageException e) {
      // The page shows it, and Temporal knows it. Only a later process may not.
      err.println(e.getMessage());
    }
  }

  private void lose(int number, String reason) {
    board.change(code, number, card -> card.lose(reason));
  }

  @Override
  public void close() {
    followers.shutdownNow();
    service.close();
  }
}
