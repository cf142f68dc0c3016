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

/**
 * A ticket system that fails as a {@link FaultPlan} tells it to, and writes down what happened. It
 * keeps the timing guarantees, but for {@link Fault#TOO_LATE} and {@link Fault#TOO_STALE}.
 */
public final class FaultyTicketSystem implements TicketSystem {
  /** So late that no settling waits for it: this many times D + L. */
  private static final int TOO_LATE_FACTOR = 10;

  private final TicketSystem behind;
  private final FaultPlan plan;
  private final TimingGuarantees timing;
  private final Journal journal;
  private final Clock clock;
  private final Timer timer;
  private final Map<String, Integer> calls = new ConcurrentHashMap<>();

  private final YoungTickets young;

  /**
   * Decorates a ticket system.
   *
   * @param timing the guarantees that {@code behind} serves; the faults keep to them
   * @param clock what the journal is dated by and a ticket's age is measured with
   * @param timer lets a create land late
   */
  public FaultyTicketSystem(
      TicketSystem behind,
      FaultPlan plan,
      TimingGuarantees timing,
      Journal journal,
      Clock clock,
      Timer timer) {
    this.behind = behind;
    this.plan = plan;
    this.timing = timing;
    this.journal = journal;
    this.clock = clock;
    this.timer = timer;
    this.young = new YoungTickets(timing.maxReadLag(), clock);
  }

  @Override
  public Token issueToken(String orderId) {
    Step step = new Step(Operation.ISSUE_TOKEN, orderId);
    step.failIfUnavailable();
    Token token = step.attempt(() -> behind.issueToken(orderId));
    step.tell(Kind.ANSWERED, "ok");
    return token;
  }

  @Override
  public Reservation findReservation(Token token, String orderId) {
    Step step = new Step(Operation.FIND_RESERVATION, orderId);
    step.failIfUnavailable();
    Reservation reservation = step.attempt(() -> behind.findReservation(token, orderId));
    step.tell(Kind.ANSWERED, "seat " + reservation.seat());
    return reservation;
  }

  @Override
  public Ticket createTicket(Token token, Reservation reservation, PaymentInfo paymentInfo) {
    Step step = new Step(Operation.CREATE_TICKET, reservation.orderId());
    String orderId = String.valueOf(reservation.orderId());
    PaymentInfo card = step.fault == Fault.REJECTED ? PaymentInfo.DECLINED : paymentInfo;
    Function<Instant, Created> create =
        latest -> {
          young.createBegins(orderId);
          try {
            Ticket ticket = step.attempt(() -> behind.createTicket(token, reservation, card));
            return new Created(ticket, young.isFirstAgain(ticket, latest));
          } finally {
            young.createEnds(orderId);
          }
        };
    switch (step.fault) {
      case NONE, STALE, TOO_STALE, REJECTED -> {
        Created created = create.apply(Instant.MAX);
        step.tell(Kind.STORED, created.ticket, created.words());
        return created.ticket;
      }
      case UNAVAILABLE ->
          throw step.fail(Kind.NOT_WRITTEN, "failed before the write", "no connection");
      case RESPONSE_LOST -> {
        Created created = create.apply(Instant.MAX);
        step.tell(
            Kind.RESPONSE_LOST, created.ticket, created.words() + ", but the response was lost");
        throw step.noAnswer("no response");
      }
      case LATE -> {
        timer.within(timing.maxWriteDelay(), latest -> step.land(create, latest));
        throw step.fail(Kind.WILL_LAND, "no answer; it will land late", "no response");
      }
      case TOO_LATE -> {
        Duration settling = timing.maxWriteDelay().plus(timing.maxReadLag());
        timer.after(settling.multipliedBy(TOO_LATE_FACTOR), () -> step.land(create, Instant.MAX));
        throw step.fail(Kind.WILL_LAND, "no answer; it will land TOO late", "no response");
      }
      default -> throw new IllegalStateException("No such fault of a create: " + step.fault);
    }
  }

  @Override
  public Optional<Ticket> findTicket(String orderId) {
    Step step = new Step(Operation.FIND_TICKET, orderId);
    step.failIfUnavailable();
    Optional<Ticket> ticket = step.attempt(() -> behind.findTicket(orderId));
    if (ticket.isEmpty()) {
      step.tell(Kind.NONE, "none");
      return ticket;
    }
    String ticketId = ticket.get().ticketId();
    boolean isYoung = young.isYoung(ticket.get());
    if (step.fault == Fault.TOO_STALE || (step.fault == Fault.STALE && isYoung)) {
      step.tell(
          Kind.STALE,
          ticket.get(),
          isYoung
              ? "none, for " + ticketId + " is too young to be seen"
              : "none, though " + ticketId + " is old enough to be seen");
      return Optional.empty();
    }
    step.tell(Kind.FOUND, ticket.get(), ticketId);
    return ticket;
  }

  /**
   * What a create came to.
   *
   * @param ticket the ticket that was returned
   * @param again whether it is the one that the order had got through this object already
   */
  private record Created(Ticket ticket, boolean again) {
    String words() {
      return ticket.ticketId() + (again ? " again" : " stored");
    }
  }

  /** One call: its number, its fault, and how it is told. */
  private final class Step {
    private final Operation operation;
    private final String orderId;
    private final int number;
    private final Fault fault;

    Step(Operation operation, String orderId) {
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
                  looks && young.hasYoungFirst(orderId),
                  looks && young.hasFirst(orderId)));
    }

    void tell(Kind kind, String outcome) {
      tell(kind, Optional.empty(), outcome);
    }

    void tell(Kind kind, Ticket ticket, String outcome) {
      tell(kind, Optional.of(ticket.ticketId()), outcome);
    }

    private void tell(Kind kind, Optional<String> ticketId, String outcome) {
      journal.write(
          new Journal.Entry(clock.instant(), orderId, operation, number, kind, ticketId, outcome));
    }

    TicketSystemException fail(Kind kind, String outcome, String message) {
      tell(kind, outcome);
      return noAnswer(message);
    }

    TicketSystemException noAnswer(String message) {
      return new TicketSystemException(operation + ": " + message);
    }

    void failIfUnavailable() {
      if (fault == Fault.UNAVAILABLE) {
        throw fail(Kind.UNAVAILABLE, "unavailable", "the service is unavailable");
      }
    }

    /** Does the real thing; what it throws is told and thrown on. */
    <T> T attempt(Supplier<T> call) {
      try {
        return call.get();
      } catch (RuntimeException e) {
        boolean asPlanned =
            operation == Operation.CREATE_TICKET
                && fault == Fault.REJECTED
                && e instanceof RejectedException;
        tell(kindOf(e), asPlanned ? "rejected" : e.getMessage());
        throw e;
      }
    }

    private Kind kindOf(RuntimeException e) {
      if (e instanceof RejectedException) {
        return Kind.REJECTED;
      }
      return e instanceof NotSentException ? Kind.NOT_SENT : Kind.FAILED;
    }

    /** A late create lands, or fails with nobody left to tell but the journal. */
    void land(Function<Instant, Created> create, Instant latest) {
      try {
        Created created = create.apply(latest);
        tell(Kind.LANDED, created.ticket, created.words() + " late");
      } catch (TicketSystemException e) {
        // Told by attempt().
      }
    }
  }
}
