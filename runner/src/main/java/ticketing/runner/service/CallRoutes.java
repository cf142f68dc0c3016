package ticketing.runner.service;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import ticketing.runner.service.Messages.Call;
import ticketing.runner.service.Messages.Found;
import ticketing.system.NotSentException;
import ticketing.system.Operation;
import ticketing.system.OrderId;
import ticketing.system.RejectedException;
import ticketing.system.Reservation;
import ticketing.system.TicketSystem;
import ticketing.system.TicketSystemException;

/**
 * Serves the four operations, each at {@code /calls/NAME}, by POST with a {@link Call} and a
 * deadline.
 */
final class CallRoutes {
  private static final String FOLDER = "/calls/";
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private final TicketSystem system;
  private final Breakpoints breakpoints;
  private final Pace pace;
  private final Clock clock;

  CallRoutes(TicketSystem system, Breakpoints breakpoints, Pace pace, Clock clock) {
    this.system = system;
    this.breakpoints = breakpoints;
    this.pace = pace;
    this.clock = clock;
  }

  /** The path of an operation. */
  static String path(Operation operation) {
    return FOLDER + operation;
  }

  void addTo(RoutesConfig routes) {
    for (Operation operation : Operation.values()) {
      routes.post(
          path(operation),
          context -> serve(operation, context, Json.read(context.body(), Call.class)));
    }
  }

  private void serve(Operation operation, Context context, Call message)
      throws Json.UnreadableException {
    OrderId.check(message.orderId());
    if (operation == Operation.CREATE_TICKET
        && (message.token() == null || message.paymentInfo() == null)) {
      throw new Json.UnreadableException("a create needs \"token\" and \"paymentInfo\"");
    }
    ServedCall call = new ServedCall(operation, message.orderId(), deadline(context));
    try {
      call.run(() -> Responses.answer(context, answer(call, message)));
    } catch (TicketSystemException e) {
      if (!cuts(call, e)) {
        throw e;
      }
      boolean atOnce = call.has(FaultSwitch.BEFORE) || call.has(FaultSwitch.AFTER);
      Responses.cut(
          context, atOnce ? Duration.ZERO : Duration.between(clock.instant(), call.deadline));
    }
  }

  private Instant deadline(Context context) throws Json.UnreadableException {
    Instant latest = clock.instant().plus(LONGEST_WAIT);
    try {
      Instant deadline = Instant.parse(String.valueOf(context.header(Messages.DEADLINE)));
      if (!deadline.isAfter(latest)) {
        return deadline;
      }
    } catch (DateTimeException e) {
      // As below.
    }
    throw new Json.UnreadableException(
        "the header %s has to say until when the caller waits, at the latest until %s"
            .formatted(Messages.DEADLINE, latest));
  }

  private Object answer(ServedCall call, Call message) {
    pace.await();
    String orderId = message.orderId();
    return switch (call.operation) {
      case ISSUE_TOKEN -> system.issueToken(orderId);
      case FIND_RESERVATION -> system.findReservation(message.token(), orderId);
      case FIND_TICKET -> new Found(orderId, system.findTicket(orderId).orElse(null));
      case CREATE_TICKET -> {
        Reservation reservation = new Reservation(orderId, null, null, null);
        Object ticket = system.createTicket(message.token(), reservation, message.paymentInfo());
        breakpoints.afterWrite(call);
        yield ticket;
      }
    };
  }

  /** Whether the caller gets no response: an intended fault, and not a refusal. */
  private static boolean cuts(ServedCall call, TicketSystemException e) {
    boolean refused = e instanceof RejectedException || e instanceof NotSentException;
    return !refused
        && call.operation == Operation.CREATE_TICKET
        && (call.has(FaultSwitch.BEFORE)
            || call.has(FaultSwitch.AFTER)
            || call.has(FaultSwitch.LATE)
            || call.has(FaultSwitch.TOO_LATE));
  }
}
