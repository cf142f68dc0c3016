package ticketing.system.faults;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import ticketing.system.Journal;
import ticketing.system.Ledger;
import ticketing.system.LedgerTicketSystem;
import ticketing.system.PaymentInfo;
import ticketing.system.Reservation;
import ticketing.system.Reservations;
import ticketing.system.Reservations.Seat;
import ticketing.system.SettableClock;
import ticketing.system.Ticket;
import ticketing.system.TimingGuarantees;
import ticketing.system.Token;

/** An order at a ticket system with faults: its calls, its ledger, its journal, and its time. */
final class FaultyOrder {
  static final String ID = "order-314159";
  static final String SOLD_OUT = "order-137035";
  static final TimingGuarantees TIMING = TimingGuarantees.USUAL;
  static final Duration D = TIMING.maxWriteDelay();
  static final Duration L = TIMING.maxReadLag();
  static final Duration TOKEN_LIFE = Duration.ofHours(1);
  private static final PaymentInfo CARD = new PaymentInfo("VISA-5197-988-3381-2526");

  /** Makes the ticket system that is behind the faults. */
  interface Factory {
    LedgerTicketSystem of(
        Ledger ledger,
        Reservations reservations,
        TimingGuarantees timing,
        Duration tokenLife,
        Clock clock);
  }

  final SettableClock clock = new SettableClock();
  final HandTimer timer = new HandTimer(clock);

  /** The ticket system without the faults: what other processes write through. */
  final LedgerTicketSystem behind;

  final FaultyTicketSystem system;
  private final Ledger ledger;
  private final Journal journal = new Journal();

  /** At the ticket system that the workshop is about. */
  FaultyOrder(Path database, FaultPlan plan) {
    this(database, plan, LedgerTicketSystem::new);
  }

  /** At another one. */
  FaultyOrder(Path database, FaultPlan plan, Factory factory) {
    ledger = new Ledger(database, clock);
    Reservations reservations =
        new Reservations(
            List.of(
                new Seat(ID, "Music of the Spheres", "C1", null),
                new Seat(
                    SOLD_OUT,
                    "Fine Structure Ballet",
                    "F1",
                    Reservations.RejectionReason.SOLD_OUT)));
    behind = factory.of(ledger, reservations, TIMING, TOKEN_LIFE, clock);
    system = new FaultyTicketSystem(behind, plan, TIMING, journal, clock, timer);
  }

  Token token() {
    return behind.issueToken(ID);
  }

  Ticket create() {
    return create(ID);
  }

  Ticket create(String orderId) {
    return system.createTicket(token(), reservation(orderId), CARD);
  }

  Ticket createWith(Token token) {
    return system.createTicket(token, reservation(ID), CARD);
  }

  /** Creates a ticket as another process does. */
  Ticket createElsewhere() {
    return behind.createTicket(token(), reservation(ID), CARD);
  }

  Optional<Ticket> find() {
    return system.findTicket(ID);
  }

  /** The numbers of the tickets in the ledger, oldest first. */
  List<String> tickets() {
    return ledger.ticketIdsOf(ID);
  }

  /** What the journal tells of the order. */
  List<String> told() {
    return journal.entriesOf(ID).stream().map(Journal.Entry::toString).toList();
  }

  /** The kinds of its journal entries. */
  List<Journal.Kind> kinds() {
    return journal.entries().stream().map(Journal.Entry::kind).toList();
  }

  /** The ticket numbers in its journal entries. */
  List<String> named() {
    return journal.entries().stream()
        .map(Journal.Entry::ticketId)
        .flatMap(Optional::stream)
        .toList();
  }

  /** The journal. */
  List<Journal.Entry> entries() {
    return journal.entries();
  }

  private static Reservation reservation(String orderId) {
    return new Reservation(orderId, "Music of the Spheres", "C1", TIMING);
  }
}
