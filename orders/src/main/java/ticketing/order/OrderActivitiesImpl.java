package ticketing.order;

import io.temporal.failure.ApplicationFailure;
import java.util.Optional;
import java.util.function.Supplier;
import ticketing.system.NotSentException;
import ticketing.system.PaymentInfo;
import ticketing.system.PaymentService;
import ticketing.system.RejectedException;
import ticketing.system.Reservation;
import ticketing.system.Ticket;
import ticketing.system.TicketSystem;
import ticketing.system.TicketSystemException;
import ticketing.system.Token;

/** Calls the ticket system, and turns its exceptions into Temporal failures. */
public record OrderActivitiesImpl(TicketSystem ticketSystem, PaymentService payments)
    implements OrderActivities {
  @Override
  public Token issueToken(String orderId) {
    return call(() -> ticketSystem.issueToken(orderId), OrderFailures.UNAVAILABLE);
  }

  @Override
  public Reservation findReservation(Token token, String orderId) {
    return call(() -> ticketSystem.findReservation(token, orderId), OrderFailures.UNAVAILABLE);
  }

  @Override
  public String createTicket(Token token, Reservation reservation) {
    PaymentInfo payment =
        call(() -> payments.paymentInfoOf(reservation.orderId()), OrderFailures.UNAVAILABLE);
    try {
      return call(
          () -> ticketSystem.createTicket(token, reservation, payment).ticketId(),
          OrderFailures.AMBIGUOUS);
    } catch (ApplicationFailure failure) {
      throw withoutCardNumber(failure, payment);
    }
  }

  @Override
  public Optional<String> findTicket(String orderId) {
    return call(
        () -> ticketSystem.findTicket(orderId).map(Ticket::ticketId), OrderFailures.UNAVAILABLE);
  }

  private static <T> T call(Supplier<T> call, String otherwise) {
    try {
      return call.get();
    } catch (RejectedException e) {
      throw ApplicationFailure.newNonRetryableFailure(e.getMessage(), OrderFailures.REJECTED);
    } catch (NotSentException e) {
      throw ApplicationFailure.newNonRetryableFailure(e.getMessage(), OrderFailures.NOT_SENT);
    } catch (TicketSystemException e) {
      throw ApplicationFailure.newFailure(e.getMessage(), otherwise);
    } catch (RuntimeException e) {
      // Unexpected, but its message must go through withoutCardNumber() too.
      throw ApplicationFailure.newFailure(e.toString(), otherwise);
    }
  }

  /** Removes the card number from the message, which goes into the history. */
  private static ApplicationFailure withoutCardNumber(
      ApplicationFailure failure, PaymentInfo payment) {
    String clean =
        String.valueOf(failure.getOriginalMessage()).replace(payment.cardNumber(), "[card number]");
    return failure.isNonRetryable()
        ? ApplicationFailure.newNonRetryableFailure(clean, failure.getType())
        : ApplicationFailure.newFailure(clean, failure.getType());
  }
}
