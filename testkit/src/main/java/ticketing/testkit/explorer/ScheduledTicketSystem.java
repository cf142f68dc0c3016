package ticketing.testkit.explorer;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import ticketing.system.NotSentException;
import ticketing.system.PaymentInfo;
import ticketing.system.RejectedException;
import ticketing.system.Reservation;
import ticketing.system.Ticket;
import ticketing.system.TicketSystem;
import ticketing.system.Token;

/** A ticket system whose tokens expire and whose orders are unknown when a schedule says so. */
final class ScheduledTicketSystem implements TicketSystem {
  private final TicketSystem delegate;
  private final SchedulePlan plan;
  private final Set<String> issued = ConcurrentHashMap.newKeySet();
  private final Set<String> expired = ConcurrentHashMap.newKeySet();

  ScheduledTicketSystem(TicketSystem delegate, SchedulePlan plan) {
    this.delegate = delegate;
    this.plan = plan;
  }

  @Override
  public Token issueToken(String orderId) {
    Token token = delegate.issueToken(orderId);
    issued.add(token.id());
    return token;
  }

  @Override
  public Reservation findReservation(Token token, String orderId) {
    if (plan.isCurrently(StepKind.UNKNOWN)) {
      throw new RejectedException("Unknown order " + orderId);
    }
    return delegate.findReservation(token, orderId);
  }

  @Override
  public Ticket createTicket(Token token, Reservation reservation, PaymentInfo paymentInfo) {
    if (plan.isCurrently(StepKind.EXPIRED)) {
      expired.addAll(issued);
    }
    try {
      if (expired.contains(token.id()) || plan.isNotSent()) {
        throw new NotSentException("The token has expired. Issue a new one.");
      }
      return delegate.createTicket(token, reservation, paymentInfo);
    } catch (NotSentException e) {
      plan.wasNotSent();
      throw e;
    } catch (RejectedException e) {
      // Not in the words of the other tests, whose payment is declined.
      throw new RejectedException("No ticket for " + reservation.orderId() + ": sold out");
    }
  }

  @Override
  public Optional<Ticket> findTicket(String orderId) {
    return delegate.findTicket(orderId);
  }
}
