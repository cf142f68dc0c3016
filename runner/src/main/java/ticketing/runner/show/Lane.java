package ticketing.runner.show;

import java.time.Clock;
import java.util.List;
import java.util.OptionalInt;
import ticketing.order.Strategy;
import ticketing.runner.tickets.FaultSettings;
import ticketing.runner.tickets.SwitchedFaults;
import ticketing.runner.tickets.TicketService;
import ticketing.system.Journal;
import ticketing.system.Ledger;
import ticketing.system.LedgerTicketSystem;
import ticketing.system.UniqueReferenceTicketSystem;

/** One strategy's part of a run: its orders, and the ticket service that has their seats. */
final class Lane implements AutoCloseable {
  private final LaneCode code;
  private final ShowRun run;
  private final Board board;
  private final Ledger ledger;
  private final TicketService service;

  /**
   * Serves its tickets from now on.
   *
   * @param adminToken of its service
   */
  Lane(LaneCode code, ShowRun run, Board board, String adminToken) {
    this.code = code;
    this.run = run;
    this.board = board;
    this.ledger = new Ledger(run.database(code), Clock.systemUTC());
    this.service =
        TicketService.start(
            ledger.database(),
            0,
            new SwitchedFaults(FaultSettings.NONE, this::nameInAllLanes),
            adminToken,
            code.isKey() ? UniqueReferenceTicketSystem::new : LedgerTicketSystem::new);
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

  @Override
  public void close() {
    service.close();
  }
}
