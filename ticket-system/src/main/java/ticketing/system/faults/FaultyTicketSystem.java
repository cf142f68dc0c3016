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
import ticketing.system.Operation;
import ticketing.system.PaymentInfo;
import ticketing.system.RejectedException;
import ticketing.system.Reservation;
import ticketing.system.TermsOfService;
import ticketing.system.Ticket;
import ticketing.system.TicketSystem;
import ticketing.system.TicketSystemException;
import ticketing.system.Token;

/**
 * A ticket system that fails as a {@link FaultPlan} tells it to, and writes down what happened. It
 * keeps the terms of service, but for {@link Fault#TOO_LATE}.
 */
public final class FaultyTicketSystem implements TicketSystem {
  /** So late that no settling waits for it: this many times D + L. */
  private static final int TOO_LATE_FACTOR = 10;

  private final TicketSystem behind;
  private final FaultPlan plan;
  private final TermsOfService terms;
  private final Journal journal;
  private final Clock clock;
  private final Timer timer;
  private final Map<String, Integer> calls = new ConcurrentHashMap<>();

  /** How many creates of an order are at work: a ticket may be in the ledger and not yet here. */
  private final Map<String, Integer> creating = new ConcurrentHashMap<>();

  private final Map<String, Born> firstBorn = new ConcurrentHashMap<>();

  /**
   * Decorates a ticket system.
   *
   * @param terms the terms that {@code behind} serves; the faults keep to them
   * @param clock what the journal is dated by and a ticket's age is measured with
   * @param timer lets a create land late
   */
  public FaultyTicketSystem(
      TicketSystem behind,
      FaultPlan plan,
      TermsOfService terms,
      Journal journal,
      Clock clock,
      Timer timer) {
    this.behind = behind;
    this.plan = plan;
    this.terms = terms;
    this.journal = journal;
    this.clock = clock;
    this.timer = timer;
  }

  @Override
  public Token issueToken(String orderId) {
    Step step = new Step(Operation.ISSUE_TOKEN, orderId, false);
    step.failIfUnavailable();
    Token token = step.attempt(() -> behind.issueToken(orderId));
    step.tell("ok");
    return token;
  }

  @Override
  public Reservation findReservation(Token token, String orderId) {
    Step step = new Step(Operation.FIND_RESERVATION, orderId, false);
    step.failIfUnavailable();
    Reservation reservation = step.attempt(() -> behind.findReservation(token, orderId));
    step.tell("seat " + reservation.seat());
    return reservation;
  }

  @Override
  public Ticket createTicket(Token token, Reservation reservation, PaymentInfo paymentInfo) {
    Step step = new Step(Operation.CREATE_TICKET, reservation.orderId(), false);
    String orderId = String.valueOf(reservation.orderId());
    Function<Instant, Ticket> create =
        latest -> {
          creating.merge(orderId, 1, Integer::sum);
          try {
            Ticket ticket =
                step.attempt(() -> behind.createTicket(token, reservation, paymentInfo));
            firstBorn.computeIfAbsent(
                ticket.orderId(), order -> new Born(ticket.ticketId(), latest));
            return ticket;
          } finally {
            creating.computeIfPresent(orderId, (order, count) -> count == 1 ? null : count - 1);
          }
        };
    switch (step.fault) {
      case NONE, STALE -> {
        Ticket ticket = create.apply(Instant.MAX);
        step.tell(ticket.ticketId() + " stored");
        return ticket;
      }
      case UNAVAILABLE -> throw step.fail("failed before the write", "no connection");
      case REJECTED -> {
        step.tell("rejected");
        throw new RejectedException(
            "No ticket for " + reservation.orderId() + ": the payment was declined.");
      }
      case RESPONSE_LOST -> {
        Ticket ticket = create.apply(Instant.MAX);
        throw step.fail(ticket.ticketId() + " stored, but the response was lost", "no response");
      }
      case LATE -> {
        timer.within(terms.landsWithin(), latest -> step.land(create, latest));
        throw step.fail("no answer; it will land late", "no response");
      }
      case TOO_LATE -> {
        Duration settling = terms.landsWithin().plus(terms.visibleWithin());
        timer.after(settling.multipliedBy(TOO_LATE_FACTOR), () -> step.land(create, Instant.MAX));
        throw step.fail("no answer; it will land TOO late", "no response");
      }
      default -> throw new IllegalStateException("No such fault of a create: " + step.fault);
    }
  }

  @Override
  public Optional<Ticket> findTicket(String orderId) {
    Step step = new Step(Operation.FIND_TICKET, orderId, hasYoungTicket(orderId));
    step.failIfUnavailable();
    Optional<Ticket> ticket = step.attempt(() -> behind.findTicket(orderId));
    if (step.fault == Fault.STALE && ticket.filter(this::isYoung).isPresent()) {
      step.tell("none, for " + ticket.get().ticketId() + " is too young to be seen");
      return Optional.empty();
    }
    step.tell(ticket.map(Ticket::ticketId).orElse("none"));
    return ticket;
  }

  private boolean hasYoungTicket(String orderId) {
    Born first = orderId == null ? null : firstBorn.get(orderId);
    return first != null && first.isYoung();
  }

  private boolean isYoung(Ticket ticket) {
    boolean beingBorn = creating.containsKey(ticket.orderId());
    Born first = firstBorn.get(ticket.orderId());
    return first == null ? beingBorn : first.ticketId.equals(ticket.ticketId()) && first.isYoung();
  }

  /**
   * The first ticket that an order got through this object.
   *
   * <p>A ticket that had to land by some moment counts as born by then. Writing it takes real time,
   * which a skipped clock would add to a promise that is kept to the millisecond.
   */
  private final class Born {
    private final String ticketId;
    private final Instant at;

    Born(String ticketId, Instant latest) {
      Instant now = clock.instant();
      this.ticketId = ticketId;
      this.at = now.isBefore(latest) ? now : latest;
    }

    boolean isYoung() {
      return clock.instant().isBefore(at.plus(terms.visibleWithin()));
    }
  }

  /** One call: its number, its fault, and how it is told. */
  private final class Step {
    private final Operation operation;
    private final String orderId;
    private final int number;
    private final Fault fault;

    Step(Operation operation, String orderId, boolean hidesTicket) {
      this.operation = operation;
      this.orderId = orderId;
      this.number = calls.merge(operation + " " + orderId, 1, Integer::sum);
      this.fault = plan.choose(new FaultPlan.Call(operation, orderId, number, hidesTicket));
    }

    void tell(String outcome) {
      journal.write(new Journal.Entry(clock.instant(), orderId, operation, number, outcome));
    }

    TicketSystemException fail(String outcome, String message) {
      tell(outcome);
      return new TicketSystemException(operation + ": " + message);
    }

    void failIfUnavailable() {
      if (fault == Fault.UNAVAILABLE) {
        throw fail("unavailable", "the service is unavailable");
      }
    }

    /** Does the real thing; what it throws is told and thrown on. */
    <T> T attempt(Supplier<T> call) {
      try {
        return call.get();
      } catch (RuntimeException e) {
        tell(e.getMessage());
        throw e;
      }
    }

    /** A late create lands, or fails with nobody left to tell but the journal. */
    void land(Function<Instant, Ticket> create, Instant latest) {
      try {
        tell(create.apply(latest).ticketId() + " stored late");
      } catch (TicketSystemException e) {
        // Told by attempt().
      }
    }
  }
}
