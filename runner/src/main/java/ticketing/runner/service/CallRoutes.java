package ticketing.runner.service;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import ticketing.runner.service.Messages.Call;
import ticketing.runner.service.Messages.Found;
import ticketing.runner.service.NextCall.Hold;
import ticketing.system.NotSentException;
import ticketing.system.Operation;
import ticketing.system.OrderId;
import ticketing.system.RejectedException;
import ticketing.system.Reservation;
import ticketing.system.TicketSystem;
import ticketing.system.TicketSystemException;
import ticketing.system.faults.Fault;

/** Serves the four operations, each at {@code /calls/NAME}, by POST with a {@link Call}. */
final class CallRoutes {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  /** Faults whose connection is cut at once. */
  private static final Set<Fault> CUT = EnumSet.of(Fault.FAILED_BEFORE_WRITE, Fault.LOST_RESPONSE);

  /** Faults whose connection is cut when the caller has given up. */
  private static final Set<Fault> CUT_LATE = EnumSet.of(Fault.LATE_WRITE, Fault.TOO_LATE_WRITE);

  private final TicketSystem system;
  private final Breakpoints breakpoints;
  private final Clock clock;

  /** Each slowed call has a thread, so at most 16 at a time are slowed. */
  private final Semaphore slowed = new Semaphore(16);

  private volatile Duration pace = Duration.ZERO;

  CallRoutes(TicketSystem system, Breakpoints breakpoints, Clock clock) {
    this.system = system;
    this.breakpoints = breakpoints;
    this.clock = clock;
  }

  /** Returns the path of an operation. */
  static String path(Operation operation) {
    return "/calls/" + operation;
  }

  /** Delays each call by this time before it begins, so that people can follow. */
  void pace(Duration perCall) {
    pace = perCall;
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
    Instant latest = clock.instant().plus(LONGEST_WAIT);
    if (message.deadline().isAfter(latest)) {
      throw new Json.UnreadableException("\"deadline\" is %s at the latest".formatted(latest));
    }
    ServedCall call = new ServedCall(operation, message.orderId(), message.deadline());
    try {
      call.run(() -> Responses.answer(context, answer(call, message)));
    } catch (RejectedException | NotSentException e) {
      throw e;
    } catch (TicketSystemException e) {
      if (CUT.contains(call.fault())) {
        Responses.cut(context, Duration.ZERO);
      } else if (CUT_LATE.contains(call.fault())) {
        Responses.cut(context, Duration.between(clock.instant(), call.deadline));
      } else {
        throw e;
      }
    }
  }

  private Object answer(ServedCall call, Call message) {
    slowDown();
    String orderId = message.orderId();
    return switch (call.operation) {
      case ISSUE_TOKEN -> system.issueToken(orderId);
      case FIND_RESERVATION -> system.findReservation(message.token(), orderId);
      case FIND_TICKET -> new Found(orderId, system.findTicket(orderId).orElse(null));
      case CREATE_TICKET -> {
        Reservation reservation = new Reservation(orderId, null, null, null);
        Object ticket = system.createTicket(message.token(), reservation, message.paymentInfo());
        breakpoints.hold(call, Hold.AFTER_WRITE);
        yield ticket;
      }
    };
  }

  private void slowDown() {
    Duration time = pace;
    if (time.isZero() || !slowed.tryAcquire()) {
      return;
    }
    try {
      TimeUnit.MILLISECONDS.sleep(time.toMillis());
    } catch (InterruptedException e) {
      // The server is stopping. It still serves this call.
      Thread.currentThread().interrupt();
    } finally {
      slowed.release();
    }
  }
}
