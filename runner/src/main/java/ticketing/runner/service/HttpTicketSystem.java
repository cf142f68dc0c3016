package ticketing.runner.service;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInfo;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import ticketing.runner.service.Messages.Call;
import ticketing.runner.service.Messages.Found;
import ticketing.runner.service.Messages.Refused;
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
 * Calls a {@link TicketService} over HTTP. Each call sends its deadline to the service, and is sent
 * at most once.
 *
 * <p>An answer counts only if it is complete, of the expected form, and about this order. Anything
 * else, such as an error page, is an ambiguous outcome: never a rejection, and never "no ticket".
 */
final class HttpTicketSystem implements TicketSystem {
  /**
   * How long a call waits. Shorter than the start-to-close timeout of its activity, so that the
   * caller gives up at the deadline that it has sent.
   */
  static final Duration PATIENCE = Duration.ofSeconds(2);

  private final ServiceConnection connection;
  private final Supplier<Instant> latest;
  private final URI address;
  private final Consumer<String> screen;

  /** Since when the service does not answer; null if it does. */
  private Instant down;

  /**
   * Calls the service at this address.
   *
   * @param latest supplies the latest deadline at each call, see {@link #endOfAttempt}
   * @param screen prints when the service does not answer, and when it is back
   */
  HttpTicketSystem(URI address, Supplier<Instant> latest, Consumer<String> screen) {
    this.connection = new ServiceConnection(address);
    this.latest = latest;
    this.address = address;
    this.screen = screen;
  }

  /**
   * Returns when Temporal gives up the attempt of the activity that runs on this thread. A worker
   * that was stopped and wakes up later sends no call that nobody waits for.
   */
  static Instant endOfAttempt() {
    ActivityInfo attempt = Activity.getExecutionContext().getInfo();
    return Instant.ofEpochMilli(attempt.getStartedTimestamp())
        .plus(attempt.getStartToCloseTimeout());
  }

  @Override
  public Token issueToken(String orderId) {
    return call(Operation.ISSUE_TOKEN, orderId, null, null, Token.class, token -> orderId);
  }

  @Override
  public Reservation findReservation(Token token, String orderId) {
    return call(
        Operation.FIND_RESERVATION, orderId, token, null, Reservation.class, Reservation::orderId);
  }

  @Override
  public Ticket createTicket(Token token, Reservation reservation, PaymentInfo paymentInfo) {
    String orderId = reservation.orderId();
    return call(
        Operation.CREATE_TICKET, orderId, token, paymentInfo, Ticket.class, Ticket::orderId);
  }

  @Override
  public Optional<Ticket> findTicket(String orderId) {
    Found found = call(Operation.FIND_TICKET, orderId, null, null, Found.class, Found::about);
    return Optional.ofNullable(found.ticket());
  }

  private <T> T call(
      Operation operation,
      String orderId,
      Token token,
      PaymentInfo paymentInfo,
      Class<T> type,
      Function<T, String> orderOf) {
    HttpResponse<String> response = send(operation, orderId, token, paymentInfo);
    if (response.statusCode() != 200) {
      throw refusal(response);
    }
    T answer = connection.read(response, type);
    if (!orderOf.apply(answer).equals(orderId)) {
      throw connection.foreign("about another order");
    }
    return answer;
  }

  private HttpResponse<String> send(
      Operation operation, String orderId, Token token, PaymentInfo paymentInfo) {
    Instant now = Instant.now();
    Instant patient = now.plus(PATIENCE);
    Instant last = latest.get();
    Instant deadline = patient.isBefore(last) ? patient : last;
    if (!now.isBefore(deadline)) {
      throw new TicketSystemException(
          "Not sent, because nobody waits for it any more. If every call fails like this, the clocks"
              + " of this machine and of Temporal's server differ: set them.");
    }
    String call = Json.write(new Call(orderId, deadline, token, paymentInfo));
    try {
      HttpResponse<String> response =
          connection.send(
              "POST", CallRoutes.path(operation), call, Duration.between(now, deadline));
      reportEnd(now);
      return response;
    } catch (TicketSystemException e) {
      if (e.getCause() instanceof ConnectException
          || e.getCause() instanceof TimeoutException && operation != Operation.CREATE_TICKET) {
        reportOutage();
      }
      throw e;
    }
  }

  /** Prints once that calls cannot reach the service. A lost response may be an injected fault. */
  private synchronized void reportOutage() {
    if (down == null) {
      down = Instant.now();
      screen.accept(
          "The ticket service at %s does not answer. Open orders continue when you start it again with the same database: ./workshop tickets"
              .formatted(address));
    }
  }

  /** Prints once that the service is back: a call that was sent at this time got a response. */
  private synchronized void reportEnd(Instant sent) {
    if (down != null && sent.isAfter(down)) {
      screen.accept(
          "The ticket service at %s is back, after %d s."
              .formatted(address, Duration.between(down, Instant.now()).toSeconds()));
      down = null;
    }
  }

  private TicketSystemException refusal(HttpResponse<String> response) {
    if (!response.headers().firstValue("Content-Type").orElse("").startsWith(Json.TYPE)) {
      return connection.foreign("not JSON, but status " + response.statusCode());
    }
    Refused refused = connection.read(response, Refused.class);
    if (response.statusCode() != refused.error().status) {
      return new TicketSystemException(refused.message());
    }
    return switch (refused.error()) {
      case REJECTED -> new RejectedException(refused.message());
      case NOT_SENT -> new NotSentException(refused.message());
      case UNKNOWN, NO_CALL -> new TicketSystemException(refused.message());
    };
  }
}
