package ticketing.runner.service;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import ticketing.system.Journal;
import ticketing.system.Ledger;
import ticketing.system.Operation;
import ticketing.system.PaymentInfo;
import ticketing.system.Reservation;
import ticketing.system.Reservations;
import ticketing.system.Reservations.Seat;
import ticketing.system.Ticket;
import ticketing.system.TicketSystemException;
import ticketing.system.Token;
import ticketing.testkit.TemporaryFolder;

/** Runs a ticket service and a client in this process, and records their calls and tickets. */
final class TicketServiceFixture implements AutoCloseable {
  static final String ORDER = "order-314159";
  static final String SOLD_OUT = "order-137035";
  static final PaymentInfo CARD = new PaymentInfo("VISA-5197-988-3381-2526");

  private static final int MAX_ATTEMPTS = 10;

  static {
    new TicketServiceFixture(TemporaryFolder.create("workshop-warm-up")).warmUp();
  }

  final TicketService service;
  final HttpTicketSystem client;
  final List<Journal.Entry> journal = new CopyOnWriteArrayList<>();
  private final Ledger ledger;

  TicketServiceFixture(Path database) {
    new Reservations(
            List.of(
                new Seat(ORDER, "Music of the Spheres", "C1", null),
                new Seat(
                    SOLD_OUT,
                    "Fine Structure Ballet",
                    "F1",
                    Reservations.RejectionReason.SOLD_OUT)))
        .write(database);
    service =
        new TicketService(
            database, 0, TicketService.TIMING, false, new SwitchedFaults(1), System.err);
    service.listen(journal::add);
    client = client(service.address());
    ledger = new Ledger(database, Clock.systemUTC());
  }

  /** Returns a client with the usual timeout. */
  static HttpTicketSystem client(URI address) {
    return new HttpTicketSystem(address, () -> Instant.MAX, line -> {});
  }

  /**
   * Retries until a call succeeds: on a busy machine, the first calls of a JVM exceed the timeout.
   */
  private void warmUp() {
    for (int attempts = 0; attempts < MAX_ATTEMPTS && tickets().isEmpty(); attempts++) {
      try {
        create();
      } catch (TicketSystemException e) {
        // Still too slow.
      }
    }
    closeInBackground();
  }

  Token token() {
    return client.issueToken(ORDER);
  }

  Ticket create() {
    return create(ORDER);
  }

  Ticket create(String orderId) {
    return client.createTicket(token(), reservation(orderId), CARD);
  }

  static Reservation reservation(String orderId) {
    return new Reservation(orderId, "Music of the Spheres", "C1", TicketService.TIMING);
  }

  /** Sets the fault of the next call, such as {@code createTicket=late}. */
  void failNext(String name) {
    service.faults().change(new Messages.FaultChange(null, List.of(NextCall.of(name)), false));
  }

  /** Returns the numbers of the tickets on disk. */
  List<String> tickets() {
    return ledger.ticketIdsOf(ORDER);
  }

  /** Returns the kinds of the journal entries about createTicket calls. */
  List<Journal.Kind> creates() {
    return journal.stream()
        .filter(entry -> entry.operation() == Operation.CREATE_TICKET)
        .map(Journal.Entry::kind)
        .toList();
  }

  /** Closes the service in the background, because it waits a second for open connections. */
  void closeInBackground() {
    Thread closing = new Thread(this::close, "close-service");
    closing.setDaemon(true);
    closing.start();
  }

  @Override
  public void close() {
    service.close();
  }
}
