package ticketing.system.faults;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import ticketing.system.Journal;
import ticketing.system.Journal.Kind;
import ticketing.system.NotSentException;
import ticketing.system.Operation;
import ticketing.system.PaymentInfo;
import ticketing.system.RejectedException;
import ticketing.system.Reservation;
import ticketing.system.Ticket;
import ticketing.system.TicketSystem;
import ticketing.system.TicketSystemException;
import ticketing.system.TimingGuarantees;
import ticketing.system.Token;

/**
 * A ticket system that fails as its {@link FaultPlan} says, and writes a journal. It keeps the
 * timing guarantees, but for {@link Fault#TOO_LATE_WRITE} and {@link Fault#TOO_STALE_READ}.
 */
public final class FaultyTicketSystem implements TicketSystem {
  /** A write that is too late comes within this many times D + L; in real time, a quarter of it. */
  private static final int TOO_LATE_FACTOR = 10;

  private final TicketSystem delegate;
  private final FaultPlan plan;
  private final TimingGuarantees timing;
  private final Journal journal;
  private final Clock clock;
  private final Timer timer;
  private final Map<String, Integer> calls = new ConcurrentHashMap<>();
  private final Map<String, FirstTicket> firstTickets = new ConcurrentHashMap<>();

  /** The creates that are writing now. Their tickets may be in the ledger already. */
  private final Set<Call> writing = ConcurrentHashMap.newKeySet();

  /** The first ticket that an order got here. A stale read may miss it until it is visible. */
  private record FirstTicket(String ticketId, Instant visibleFrom) {}

  /** A first ticket that is being written, so that its number is not known yet. */
  private static final FirstTicket BEING_WRITTEN = new FirstTicket(null, Instant.MAX);

  /**
   * Decorates a ticket system.
   *
   * @param timing the guarantees that the delegate serves; the faults keep to them
   * @param clock dates the journal and measures a ticket's age
   * @param timer runs late writes
   */
  public FaultyTicketSystem(
      TicketSystem delegate,
      FaultPlan plan,
      TimingGuarantees timing,
      Journal journal,
      Clock clock,
      Timer timer) {
    this.delegate = delegate;
    this.plan = plan;
    this.timing = timing;
    this.journal = journal;
    this.clock = clock;
    this.timer = timer;
  }

  @Override
  public Token issueToken(String orderId) {
    Call call = new Call(Operation.ISSUE_TOKEN, orderId);
    Token token = call.read(Fault.TOKEN_SERVICE_DOWN, () -> delegate.issueToken(orderId));
    call.log(Kind.ANSWERED, "ok");
    return token;
  }

  @Override
  public Reservation findReservation(Token token, String orderId) {
    Call call = new Call(Operation.FIND_RESERVATION, orderId);
    Reservation reservation =
        call.read(Fault.RESERVATIONS_DOWN, () -> delegate.findReservation(token, orderId));
    call.log(Kind.ANSWERED, "seat " + reservation.seat());
    return reservation;
  }

  @Override
  public Ticket createTicket(Token token, Reservation reservation, PaymentInfo paymentInfo) {
    Call call = new Call(Operation.CREATE_TICKET, reservation.orderId());
    PaymentInfo card = call.fault == Fault.REJECTED ? PaymentInfo.DECLINED : paymentInfo;
    // A call that arrives while its token is valid is accepted, however late it writes.
    boolean isValid = clock.instant().isBefore(token.expiresAt());
    Token accepted = isValid ? new Token(token.id(), Instant.MAX) : token;
    Supplier<Ticket> create = () -> delegate.createTicket(accepted, reservation, card);
    switch (call.fault) {
      case FAILED_BEFORE_WRITE -> {
        call.log(Kind.NOT_WRITTEN, "failed before the write");
        throw call.failure("no connection");
      }
      case LATE_WRITE -> throw call.writeLater(timing.maxWriteDelay(), create);
      case TOO_LATE_WRITE -> {
        Duration settleTime = timing.maxWriteDelay().plus(timing.maxReadLag());
        throw call.writeLater(settleTime.multipliedBy(TOO_LATE_FACTOR), create);
      }
      case LOST_RESPONSE -> {
        call.write(create, Instant.MAX, Kind.RESPONSE_LOST, ", but the response was lost");
        throw call.failure("no response");
      }
      default -> {
        return call.write(create, Instant.MAX, Kind.STORED, "");
      }
    }
  }

  @Override
  public Optional<Ticket> findTicket(String orderId) {
    Call call = new Call(Operation.FIND_TICKET, orderId);
    Optional<Ticket> found =
        call.read(Fault.LOOK_UP_UNAVAILABLE, () -> delegate.findTicket(orderId));
    if (found.isEmpty()) {
      call.log(Kind.NONE, "none");
      return found;
    }
    String ticketId = found.get().ticketId();
    FirstTicket first = firstTicket(orderId);
    boolean mayBeHidden =
        isYoung(first) && (first == BEING_WRITTEN || ticketId.equals(first.ticketId));
    if (call.fault == Fault.TOO_STALE_READ || (call.fault == Fault.STALE_READ && mayBeHidden)) {
      String why =
          mayBeHidden ? "stale read: %s is younger than L" : "too-stale read: %s is older than L";
      String outcome = "none (" + why.formatted(ticketId) + ")";
      call.log(clock.instant(), Kind.STALE, Optional.of(ticketId), outcome);
      return Optional.empty();
    }
    call.log(clock.instant(), Kind.FOUND, Optional.of(ticketId), ticketId);
    return found;
  }

  /** Returns the first ticket of an order; null if it has got none here. */
  private FirstTicket firstTicket(String orderId) {
    // Before the look into the map, because a write ends by entering its ticket there.
    boolean isBeingWritten = writing.stream().anyMatch(call -> call.orderId.equals(orderId));
    return firstTickets.getOrDefault(orderId, isBeingWritten ? BEING_WRITTEN : null);
  }

  private boolean isYoung(FirstTicket first) {
    return first != null && clock.instant().isBefore(first.visibleFrom);
  }

  /** One call: its number, its fault, and its entries in the journal. */
  private final class Call {
    private final Operation operation;
    private final String orderId;
    private final int number;
    private final Fault fault;

    Call(Operation operation, String orderId) {
      this.operation = operation;
      this.orderId = orderId;
      this.number = calls.merge(operation + " " + orderId, 1, Integer::sum);
      boolean looks = operation == Operation.FIND_TICKET && orderId != null;
      FirstTicket first = looks ? firstTicket(orderId) : null;
      this.fault =
          plan.choose(
              new FaultPlan.Call(operation, orderId, number, isYoung(first), first != null));
    }

    void log(Kind kind, String outcome) {
      log(clock.instant(), kind, Optional.empty(), outcome);
    }

    void log(Instant at, Kind kind, Optional<String> ticketId, String outcome) {
      journal.write(new Journal.Entry(at, orderId, operation, number, kind, ticketId, outcome));
    }

    TicketSystemException failure(String message) {
      return new TicketSystemException(operation + ": " + message);
    }

    /** Calls what the delegate only reads, unless it is unavailable. */
    <T> T read(Fault down, Supplier<T> call) {
      if (fault == down) {
        log(Kind.UNAVAILABLE, "unavailable");
        throw failure("the service is unavailable");
      }
      return attempt(call);
    }

    /** Calls the delegate; logs what it throws. */
    <T> T attempt(Supplier<T> call) {
      try {
        return call.get();
      } catch (RejectedException e) {
        boolean isTheFault = fault == Fault.REJECTED && operation == Operation.CREATE_TICKET;
        log(Kind.REJECTED, isTheFault ? "rejected" : e.getMessage());
        throw e;
      } catch (RuntimeException e) {
        log(e instanceof NotSentException ? Kind.NOT_SENT : Kind.FAILED, e.getMessage());
        throw e;
      }
    }

    /**
     * Creates the ticket and logs it.
     *
     * @param latest the ticket's age counts from here if it is later now: writing takes real time,
     *     which a skipped clock would add to a guarantee that is exact to the millisecond
     */
    Ticket write(Supplier<Ticket> create, Instant latest, Kind kind, String how) {
      writing.add(this);
      try {
        Ticket ticket = attempt(create);
        Instant now = clock.instant();
        Instant written = now.isBefore(latest) ? now : latest;
        String id = ticket.ticketId();
        FirstTicket before =
            firstTickets.putIfAbsent(
                orderId, new FirstTicket(id, written.plus(timing.maxReadLag())));
        boolean again = before != null && before.ticketId.equals(id);
        String stored = id + (again ? " again" : " stored") + how;
        // A write within a limit comes before what happens at the limit, also in the journal.
        log(now.isBefore(latest) ? now : latest.minusMillis(1), kind, Optional.of(id), stored);
        return ticket;
      } finally {
        writing.remove(this);
      }
    }

    /** Lets the write happen later, within the limit; returns the failure until then. */
    TicketSystemException writeLater(Duration limit, Supplier<Ticket> create) {
      timer.within(
          limit,
          end -> {
            try {
              write(create, end, Kind.WRITTEN_LATE, " late");
            } catch (TicketSystemException e) {
              // It is in the journal, and there is no caller any more.
            }
          });
      log(Kind.WRITE_PENDING, "no answer; " + fault.id() + " write pending");
      return failure("no response");
    }
  }
}
