package ticketing.runner.service;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import ticketing.runner.service.Wire.Refusal;
import ticketing.runner.service.Wire.Refused;
import ticketing.runner.service.Wire.Request;
import ticketing.system.NotSentException;
import ticketing.system.Operation;
import ticketing.system.PaymentInfo;
import ticketing.system.RejectedException;
import ticketing.system.Reservation;
import ticketing.system.Ticket;
import ticketing.system.TicketSystem;
import ticketing.system.TicketSystemException;
import ticketing.system.Token;

/**
 * The ticket system of a {@link TicketService}, called over HTTP. Each call has a deadline, which
 * it tells the service, and is sent at most once.
 *
 * <p>An answer counts only if it is the service's own form for this call and this order, whole.
 * Whatever else comes, an error page, half an answer, the answer of another program, is an unknown
 * outcome; never a rejection, and never "none".
 */
public final class HttpTicketSystem implements TicketSystem {
  /**
   * How long a call waits. Shorter than the start-to-close timeout of the activity that makes it:
   * then it is the caller that gives up, at the moment that it has told the service.
   */
  public static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final int OK = 200;

  private final ServiceConnection connection;
  private final Supplier<Instant> latest;
  private final Runnable noAnswer;
  private final Clock clock = Clock.systemUTC();

  /** Calls the service at this address. */
  public HttpTicketSystem(URI address) {
    this(address, () -> Instant.MAX, () -> {});
  }

  /**
   * Calls the service at this address.
   *
   * @param latest is asked at each call for a moment at which it has to be over, if that comes
   *     before its {@link #PATIENCE} ends. A process that was stopped for a while may make a call
   *     that nobody waits for any more
   * @param noAnswer is run whenever a call was sent and had no whole answer
   */
  public HttpTicketSystem(URI address, Supplier<Instant> latest, Runnable noAnswer) {
    this.connection = new ServiceConnection(address);
    this.latest = latest;
    this.noAnswer = noAnswer;
  }

  @Override
  public Token issueToken(String orderId) {
    return call(Operation.ISSUE_TOKEN, new Request(orderId, null, null), Wire::token);
  }

  @Override
  public Reservation findReservation(Token token, String orderId) {
    Reservation reservation =
        call(Operation.FIND_RESERVATION, new Request(orderId, token, null), Wire::reservation);
    requireSame(Operation.FIND_RESERVATION, orderId, reservation.orderId());
    return reservation;
  }

  @Override
  public Ticket createTicket(Token token, Reservation reservation, PaymentInfo paymentInfo) {
    Ticket ticket =
        call(
            Operation.CREATE_TICKET,
            new Request(reservation.orderId(), token, paymentInfo),
            Wire::ticket);
    requireSame(Operation.CREATE_TICKET, reservation.orderId(), ticket.orderId());
    return ticket;
  }

  @Override
  public Optional<Ticket> findTicket(String orderId) {
    Optional<Ticket> found =
        call(
            Operation.FIND_TICKET,
            new Request(orderId, null, null),
            text -> Wire.found(text, orderId));
    found.ifPresent(ticket -> requireSame(Operation.FIND_TICKET, orderId, ticket.orderId()));
    return found;
  }

  /** Reads an answer. */
  private interface Form<T> {
    T read(String text) throws Wire.Unreadable;
  }

  private <T> T call(Operation operation, Request request, Form<T> form) {
    try {
      HttpResponse<String> answer = send(operation, request);
      if (answer.statusCode() != OK) {
        throw refusal(operation, answer);
      }
      return form.read(answer.body());
    } catch (Wire.Unreadable e) {
      throw notOurs(operation, e.getMessage());
    } catch (RejectedException | NotSentException e) {
      throw e;
    } catch (TicketSystemException e) {
      throw new TicketSystemException(told(operation, e.getMessage()), e.getCause());
    }
  }

  private HttpResponse<String> send(Operation operation, Request request) {
    Instant now = clock.instant();
    Instant last = latest.get();
    Instant patient = now.plus(PATIENCE);
    Instant deadline = patient.isBefore(last) ? patient : last;
    if (!now.isBefore(deadline)) {
      throw new TicketSystemException(
          "not sent, for nobody waits for it any more. (Is it so at every call? Then the clock of"
              + " this computer and that of Temporal's server differ.)");
    }
    HttpRequest call =
        connection
            .request(CallRoutes.path(operation))
            .header("Content-Type", Wire.TYPE)
            .header(Wire.DEADLINE, deadline.toString())
            .POST(HttpRequest.BodyPublishers.ofString(request.text()))
            .build();
    try {
      return connection.send(call, Duration.between(now, deadline));
    } catch (TicketSystemException e) {
      noAnswer.run();
      throw e;
    }
  }

  private TicketSystemException refusal(Operation operation, HttpResponse<String> answer)
      throws Wire.Unreadable {
    if (!answer.headers().firstValue("Content-Type").orElse("").startsWith(Wire.TYPE)) {
      throw new Wire.Unreadable("status " + answer.statusCode() + ", and no JSON");
    }
    Refused refused = Refused.of(answer.body());
    if (is(Refusal.REJECTED, answer, refused)) {
      return new RejectedException(refused.message());
    }
    if (is(Refusal.NOT_SENT, answer, refused)) {
      return new NotSentException(refused.message());
    }
    return new TicketSystemException(refused.message());
  }

  private static boolean is(Refusal refusal, HttpResponse<String> answer, Refused refused) {
    return answer.statusCode() == refusal.status && refused.error().equals(refusal.word);
  }

  private void requireSame(Operation operation, String orderId, String answered) {
    if (!answered.equals(orderId)) {
      throw notOurs(operation, "it is about another order");
    }
  }

  private TicketSystemException notOurs(Operation operation, String why) {
    return new TicketSystemException(
        "%s: what %s answers is not from the workshop's ticket service (%s)"
            .formatted(operation, connection.address(), why));
  }

  private static String told(Operation operation, String message) {
    return message.startsWith(operation + ": ") ? message : operation + ": " + message;
  }
}
