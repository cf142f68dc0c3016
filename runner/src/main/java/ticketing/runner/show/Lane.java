package ticketing.runner.show;

import io.temporal.client.WorkflowClient;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import ticketing.order.Strategy;
import ticketing.runner.service.SwitchedFaults;
import ticketing.runner.service.TicketService;
import ticketing.runner.util.UsageException;
import ticketing.system.Journal;
import ticketing.system.Ledger;
import ticketing.testkit.WorkflowResult;

/** Holds one strategy's part of a run: its orders, and the ticket service that sells its seats. */
final class Lane implements AutoCloseable {
  private final LaneCode code;
  private final ShowRun run;
  private final Board board;
  private final Ledger ledger;
  private final ResultsFile results;
  private final TicketService service;
  private final Placer placer;
  private final PrintStream err;
  private volatile boolean shown;

  /** Starts its ticket service, with this token for changing its faults. */
  Lane(
      LaneCode code,
      ShowRun run,
      Board board,
      WorkflowClient client,
      String adminToken,
      PrintStream err) {
    this.placer = new Placer(client, this);
    this.code = code;
    this.run = run;
    this.board = board;
    this.err = err;
    this.ledger = new Ledger(run.database(code), Clock.systemUTC());
    this.results = run.results(code);
    this.service =
        new TicketService(
            ledger.database(),
            0,
            code.isKey(),
            new SwitchedFaults(ShowFaults.SEED, this::nameInAllLanes),
            adminToken,
            err);
    service.listen(this::record);
  }

  /** Returns the name that faults are drawn by, so that each lane has the same faults. */
  private String nameInAllLanes(String orderId) {
    OptionalInt number = run.numberOf(code, orderId);
    return number.isPresent() ? "order " + number.getAsInt() : "";
  }

  private void record(Journal.Entry entry) {
    run.numberOf(code, entry.orderId())
        .ifPresent(number -> board.change(code, number, card -> card.record(entry)));
  }

  LaneCode code() {
    return code;
  }

  TicketService service() {
    return service;
  }

  Ledger ledger() {
    return ledger;
  }

  /** Returns the strategy that its orders are placed with. */
  Strategy strategy() {
    return new Strategy(code.name()).on(code.taskQueue(run.name()));
  }

  String orderId(int number) {
    return run.orderId(code, number);
  }

  /** Returns an order's tickets as they are on disk. */
  List<String> ticketsOnDisk(int number) {
    return ledger.ticketIdsOf(orderId(number));
  }

  /** Returns whether it is on: the lane with a key can be off. */
  boolean isShown() {
    return shown;
  }

  /** Switches it on or off. */
  void show(boolean on) {
    shown = on;
    placeMissing();
  }

  /** Puts the orders of an earlier process on the board, and follows those that are open. */
  void resume() {
    shown = !code.isKey() || !ledger.orderIds().isEmpty();
    if (!shown) {
      return;
    }
    Map<Integer, WorkflowResult> ended = results.read();
    for (int number = 1; number <= run.placed(); number++) {
      List<String> tickets = ticketsOnDisk(number);
      WorkflowResult result = ended.get(number);
      board.add(code, number);
      board.change(code, number, card -> card.addTickets(tickets));
      if (result == null) {
        placer.resume(number);
      } else {
        board.change(code, number, card -> card.end(result));
      }
    }
  }

  /** Places the orders of the run that it does not have, if it is on. */
  void placeMissing() {
    for (int number = 1; shown && number <= run.placed(); number++) {
      if (board.add(code, number)) {
        placer.place(number);
      }
    }
  }

  /**
   * Places an order again.
   *
   * @throws UsageException if there is no such order
   */
  void placeAgain(int number) {
    if (board.read(code, number, Card::state).isEmpty()) {
      throw new UsageException("There is no such order in this lane.");
    }
    results.add(number, null);
    board.change(code, number, Card::reopen);
    placer.placeAgain(number);
  }

  /** Ends an order with its workflow's result. */
  void end(int number, WorkflowResult result) {
    board.change(code, number, card -> card.end(result));
    try {
      results.add(number, result);
    } catch (UsageException e) {
      // The page shows it, and Temporal knows it. Only a later process may not.
      err.println(e.getMessage());
    }
  }

  /** Ends an order that Temporal has forgotten. */
  void lose(int number, String reason) {
    board.change(code, number, card -> card.lose(reason));
  }

  @Override
  public void close() {
    placer.close();
    service.close();
  }
}
