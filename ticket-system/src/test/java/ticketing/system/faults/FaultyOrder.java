package ticketing.system.faults;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
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
import ticketing.system.TicketSystem;
import ticketing.system.TicketSystemException;
import ticketing.system.TimingGuarantees;
import ticketing.system.Token;
import ticketing.system.UniqueReferenceTicketSystem;

/** An order in a ticket system with faults: its calls, ledger, journal, and clock. */
final class FaultyOrder {
  static final String ID = "order-314159";
  static final String SOLD_OUT = "order-137035";
  static final TimingGuarantees TIMING = TimingGuarantees.USUAL;
  static final Duration D = TIMING.maxWriteDelay();
  static final Duration L = TIMING.maxReadLag();
  private static final PaymentInfo CARD = new PaymentInfo("VISA-5197-988-3381-2526");

  final SettableClock clock = new SettableClock();
  final ManualTimer timer = new ManualTimer(clock);

  /** The ticket system without faults, as other processes call it. */
  final LedgerTicketSystem delegate;

  /** Runs when a ticket is in the ledger, before its create returns. */
  Runnable afterWrite = () -> {};

  final FaultyTicketSystem system;
  final Journal journal = new Journal();
  private final Ledger ledger;

  /** Creates an order in the workshop's ticket system. */
  FaultyOrder(Path database, FaultPlan plan) {
    this(database, plan, false);
  }

  /** Creates an order in a ticket system that may use unique references. */
  FaultyOrder(Path database, FaultPlan plan, boolean uniqueReference) {
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
    LedgerTicketSystem usual = new LedgerTicketSystem(ledger, reservations, TIMING, clock);
    delegate = uniqueReference ? new UniqueReferenceTicketSystem(usual) : usual;
    system = new FaultyTicketSystem(new Hook(), plan, TIMING, journal, clock, timer);
  }

  /** Calls the delegate, and runs {@link #afterWrite}. */
  private final class Hook implements TicketSystem {
    @Override
    public Token issueToken(String orderId) {
      return delegate.issueToken(orderId);
    }

    @Override
    public Reservation findReservation(Token token, String orderId) {
      return delegate.findReservation(token, orderId);
    }

    @Override
    public Ticket createTicket(Token token, Reservation reservation, PaymentInfo card) {
      Ticket ticket = delegate.createTicket(token, reservation, card);
      afterWrite.run();
      return ticket;
    }

    @Override
    public Optional<Ticket> findTicket(String orderId) {
      return delegate.findTicket(orderId);
    }
  }

  Token token() {
    return delegate.issueToken(ID);
  }

  Ticket create() {
    return create(ID);
  }

  Ticket create(String orderId) {
    return create(token(), orderId);
  }

  Ticket create(Token token, String orderId) {
    return system.createTicket(token, reservation(orderId), CARD);
  }

  /** Calls createTicket and asserts that the outcome is ambiguous. */
  void createWithoutAnswer() {
    assertThatExceptionOfType(TicketSystemException.class)
        .isThrownBy(this::create)
        .isExactlyInstanceOf(TicketSystemException.class)
        .withMessageStartingWith("createTicket: no ");
  }

  /** Creates a ticket from another process, without faults. */
  Ticket createElsewhere() {
    return delegate.createTicket(token(), reservation(ID), CARD);
  }

  Optional<Ticket> find() {
    return system.findTicket(ID);
  }

  /** Returns the ticket numbers in the ledger, oldest first. */
  List<String> tickets() {
    return ledger.ticketIdsOf(ID);
  }

  /** Returns the lines of the order's timeline. */
  List<String> timeline() {
    return journal.entries().stream()
        .filter(entry -> ID.equals(entry.orderId()))
        .map(Journal.Entry::toString)
        .toList();
  }

  /** Returns the kind of each journal entry, with its ticket number if it has one. */
  List<String> kinds() {
    return journal.entries().stream()
        .map(entry -> entry.kind() + entry.ticketId().map(id -> " " + id).orElse(""))
        .toList();
  }

  private static Reservation reservation(String orderId) {
    return new Reservation(orderId, "Music of the Spheres", "C1", TIMING);
  }
}
