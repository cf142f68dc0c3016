package ticketing.system.faults;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
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
import ticketing.system.faults.ReadLag.Created;

/**
 * A ticket system that fails as its {@link FaultPlan} says, and writes a journal. It keeps the
 * timing guarantees, but for {@link Fault#TOO_LATE_WRITE} and {@link Fault#TOO_STALE_READ}.
 */
public final class FaultyTicketSystem implements TicketSystem {
  /** A write that is too late comes after this many times D + L. */
  private static final int TOO_LATE_FACTOR = 10;

  private final TicketSystem delegate;
  private final FaultPlan plan;
  private final TimingGuarantees timing;
  private final Journal journal;
  private final Clock clock;
  private final Timer timer;
  private final ReadLag readLag;
  private final Map<String, Integer> calls = new ConcurrentHashMap<>();

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
    this.readLag = new ReadLag(timing.maxReadLag(), clock);
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
    Function<Instant, Created> create =
        latest ->
            readLag.note(
                call.attempt(() -> delegate.createTicket(token, reservation, card)), latest);
    switch (call.fault) {
      case FAILED_BEFORE_WRITE -> {
        call.log(Kind.NOT_WRITTEN, "failed before the write");
        throw call.failure("no connection");
      }
      case LATE_WRITE -> {
        timer.within(timing.maxWriteDelay(), end -> call.writeLate(create, end));
        call.log(Kind.WRITE_PENDING, "no answer; late write pending");
        throw call.failure("no response");
      }
      case TOO_LATE_WRITE -> {
        Duration settleTime = timing.maxWriteDelay().plus(timing.maxReadLag());
        Duration delay = settleTime.multipliedBy(TOO_LATE_FACTOR);
        timer.after(delay, () -> call.writeLate(create, Instant.MAX));
        call.log(Kind.WRITE_PENDING, "no answer; too-late write pending");
        throw call.failure("no response");
      }
      case LOST_RESPONSE -> {
        Created created = create.apply(Instant.MAX);
        call.log(Kind.RESPONSE_LOST, created.ticket(), created + ", but the response was lost");
        throw call.failure("no response");
      }
      default -> {
        Created created = create.apply(Instant.MAX);
        call.log(Kind.STORED, created.ticket(), created.toString());
        return created.ticket();
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
    Ticket ticket = found.get();
    boolean mayBeHidden = readLag.mayHide(ticket);
    if (call.fault == Fault.TOO_STALE_READ || (call.fault == Fault.STALE_READ && mayBeHidden)) {
      String why =
          mayBeHidden ? "stale read: %s is younger than L" : "too-stale read: %s is older than L";
      call.log(Kind.STALE, ticket, "none (" + why.formatted(ticket.ticketId()) + ")");
      return Optional.empty();
    }
    call.log(Kind.FOUND, ticket, ticket.ticketId());
    return found;
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
      this.fault =
          plan.choose(
              new FaultPlan.Call(
                  operation,
                  orderId,
                  number,
                  looks && readLag.mayHideTicketOf(orderId),
                  looks && readLag.hasTicket(orderId)));
    }

    void log(Kind kind, String outcome) {
      log(kind, Optional.empty(), outcome);
    }

    void log(Kind kind, Ticket ticket, String outcome) {
      log(kind, Optional.of(ticket.ticketId()), outcome);
    }

    private void log(Kind kind, Optional<String> ticketId, String outcome) {
      journal.write(
          new Journal.Entry(clock.instant(), orderId, operation, number, kind, ticketId, outcome));
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

    void writeLate(Function<Instant, Created> create, Instant latest) {
      try {
        Created created = create.apply(latest);
        log(Kind.WRITTEN_LATE, created.ticket(), created + " late");
      } catch (TicketSystemException e) {
        // It is in the journal, and there is no caller any more.
      }
    }
  }
}
