package ticketing.runner.show;

import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import ticketing.order.Strategy;
import ticketing.runner.service.SwitchedFaults;
import ticketing.runner.service.TicketService;
import ticketing.runner.util.UsageException;
import ticketing.system.Journal;
import ticketing.system.Ledger;
import ticketing.system.LedgerTicketSystem;
import ticketing.system.UniqueReferenceTicketSystem;
import ticketing.testkit.WorkflowResult;

/** One strategy's part of a run: its orders, and the ticket service that has their seats. */
final class Lane implements AutoCloseable {
  private final LaneCode code;
  private final ShowRun run;
  private final Board board;
  private final Ledger ledger;
  private final EndingsFile endings;
  private final TicketService service;
  private final PrintStream err;

  /**
   * Serves its tickets from now on.
   *
   * @param adminToken of its service
   * @param err is told what is on the page alone
   */
  Lane(LaneCode code, ShowRun run, Board board, String adminToken, PrintStream err) {
    this.err = err;
    this.code = code;
    this.run = run;
    this.board = board;
    this.ledger = new Ledger(run.database(code), Clock.systemUTC());
    this.endings = run.endings(code);
    this.service =
        new TicketService(
            ledger.database(),
            0,
            code.isKey() ? UniqueReferenceTicketSystem::new : LedgerTicketSystem::new,
            new SwitchedFaults(ShowFaults.SEED, this::nameInAllLanes),
            adminToken,
            err);
    service.listen(this::tell);
  }

  /** By which faults are drawn: the same orders have the same faults. */
  private String nameInAllLanes(String orderId) {
    OptionalInt number = run.numberOf(code, orderId);
    return number.isPresent() ? "order " + number.getAsInt() : "";
  }

  private void tell(Journal.Entry entry) {
    OptionalInt number = run.numberOf(code, entry.orderId());
    number.ifPresent(n -> board.change(code, n, card -> card.tells(entry)));
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

  /** What its orders are placed with. */
  Strategy strategy() {
    return new Strategy(code.name()).on(code.taskQueue(run.name()));
  }

  String orderId(int number) {
    return run.orderId(code, number);
  }

  /** Its tickets of an order, as they are on disk. */
  List<String> ticketsOnDisk(int number) {
    return ledger.ticketIdsOf(orderId(number));
  }

  /** Puts the orders of an earlier process on the board, and returns those that are open. */
  List<Integer> goOnWith(List<Integer> numbers) {
    board.add(code, numbers);
    Map<Integer, WorkflowResult> ended = endings.read();
    List<Integer> open = new ArrayList<>();
    for (int number : numbers) {
      List<String> tickets = ticketsOnDisk(number);
      board.change(code, number, card -> card.hasTickets(tickets));
      WorkflowResult ending = ended.get(number);
      if (ending == null) {
        open.add(number);
      } else {
        board.change(code, number, card -> card.ended(ending));
      }
    }
    return open;
  }

  /** The order's workflow has ended so. */
  void ended(int number, WorkflowResult ending) {
    board.change(code, number, card -> card.ended(ending));
    try {
      endings.ended(number, ending);
    } catch (UsageException e) {
      // It is on the page, and Temporal knows it. Only another process may not.
      err.println(e.getMessage());
    }
  }

  /** Temporal has forgotten the order. */
  void lost(int number, String why) {
    board.change(code, number, card -> card.lost(why));
  }

  /** The order is placed again. */
  void placedAgain(int number) {
    endings.openAgain(number);
    board.change(code, number, Card::placedAgain);
  }

  @Override
  public void close() {
    service.close();
  }
}
