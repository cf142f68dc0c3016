package ticketing.runner.service;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import ticketing.runner.service.Wire.Request;
import ticketing.system.NotSentException;
import ticketing.system.Operation;
import ticketing.system.OrderId;
import ticketing.system.RejectedException;
import ticketing.system.Reservation;
import ticketing.system.TicketSystem;
import ticketing.system.TicketSystemException;

/**
 * The four operations, each at {@code /calls/} and its name, by POST with a JSON body. The two that
 * only read take GET too, with {@code ?orderID=…}.
 */
final class CallRoutes {
  private static final String FOLDER = "/calls/";
  private static final Duration USUAL_PATIENCE = Duration.ofSeconds(2);
  private static final Duration MOST_PATIENCE = Duration.ofSeconds(60);

  private final TicketSystem system;
  private final Holds holds;
  private final Clock clock;

  CallRoutes(TicketSystem system, Holds holds, Clock clock) {
    this.system = system;
    this.holds = holds;
    this.clock = clock;
  }

  void addTo(RoutesConfig routes) {
    for (Operation operation : Operation.values()) {
      String path = FOLDER + operation;
      routes.post(path, context -> serve(operation, context, Request.of(context.body())));
      if (operation == Operation.FIND_TICKET || operation == Operation.FIND_RESERVATION) {
        routes.get(
            path,
            context ->
                serve(operation, context, new Request(context.queryParam("orderID"), null, null)));
      }
    }
  }

  /** Where an operation is, below the service's address. */
  static String path(Operation operation) {
    return FOLDER + operation;
  }

  private void serve(Operation operation, Context context, Request request) throws Wire.Unreadable {
    OrderId.check(request.orderId());
    if (operation == Operation.CREATE_TICKET
        && (request.token() == null || request.payment() == null)) {
      throw new Wire.Unreadable("a create wants a token and a paymentInfo");
    }
    ServedCall call = new ServedCall(operation, request.orderId(), deadline(operation, context));
    try {
      Answers.json(context, call.serve(() -> answer(call, request)));
    } catch (TicketSystemException e) {
      if (!cuts(call, e)) {
        throw e;
      }
      boolean atOnce = call.has(FaultSwitch.BEFORE) || call.has(FaultSwitch.AFTER);
      Answers.cut(
          context, atOnce ? Duration.ZERO : Duration.between(clock.instant(), call.deadline()));
    }
  }

  /** A caller that does not say how long it waits is patient, but for a create it has to say. */
  private Instant deadline(Operation operation, Context context) throws Wire.Unreadable {
    String said = context.header(Wire.DEADLINE);
    Instant now = clock.instant();
    if (said == null && operation != Operation.CREATE_TICKET) {
      return now.plus(USUAL_PATIENCE);
    }
    try {
      Instant deadline = Instant.parse(String.valueOf(said));
      if (deadline.isAfter(now.plus(MOST_PATIENCE))) {
        throw new Wire.Unreadable("its " + Wire.DEADLINE + " is more than 60 s away");
      }
      return deadline;
    } catch (DateTimeException e) {
      throw new Wire.Unreadable(
          "it has to say in the header "
              + Wire.DEADLINE
              + " until when it waits, such as "
              + now.plus(USUAL_PATIENCE));
    }
  }

  private String answer(ServedCall call, Request request) {
    return switch (call.operation()) {
      case ISSUE_TOKEN -> Wire.text(system.issueToken(request.orderId()));
      case FIND_RESERVATION ->
          Wire.text(system.findReservation(request.token(), request.orderId()));
      case CREATE_TICKET -> {
        String ticket = create(request);
        holds.afterThe(call);
        yield ticket;
      }
      case FIND_TICKET -> Wire.text(request.orderId(), system.findTicket(request.orderId()));
    };
  }

  private String create(Request request) {
    Reservation reservation = new Reservation(request.orderId(), null, null, null);
    return Wire.text(system.createTicket(request.token(), reservation, request.payment()));
  }

  /** Whether the caller gets no response at all: a fault that was meant, and not a refusal. */
  private static boolean cuts(ServedCall call, TicketSystemException e) {
    boolean told = e instanceof RejectedException || e instanceof NotSentException;
    return !told
        && call.operation() == Operation.CREATE_TICKET
        && (call.has(FaultSwitch.BEFORE)
            || call.has(FaultSwitch.AFTER)
            || call.has(FaultSwitch.LATE)
            || call.has(FaultSwitch.TOO_LATE));
  }
}
