package ticketing.runner.service;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.EndPoint;
import ticketing.runner.service.Messages.Call;
import ticketing.runner.service.Messages.Found;
import ticketing.runner.util.LoopbackServer;
import ticketing.runner.util.UsageException;
import ticketing.system.NotSentException;
import ticketing.system.Operation;
import ticketing.system.OrderId;
import ticketing.system.RejectedException;
import ticketing.system.Reservation;
import ticketing.system.TicketSystem;
import ticketing.system.TicketSystemException;

/** Serves the four operations, each at {@code /calls/NAME}, by POST with a {@link Call}. */
final class CallRoutes {
  private final TicketSystem system;
  private final Breakpoints breakpoints;

  /** Each slowed call has a thread, so at most 16 at a time are slowed. */
  private final Semaphore slowed = new Semaphore(16);

  private final AtomicInteger slowedCreates = new AtomicInteger();
  private volatile Duration pace = Duration.ZERO;

  CallRoutes(TicketSystem system, Breakpoints breakpoints) {
    this.system = system;
    this.breakpoints = breakpoints;
  }

  static String path(Operation operation) {
    return "/calls/" + operation;
  }

  /**
   * Lets each call take so much longer, so that people can follow: a look-up before it answers, so
   * that it sees what is there when it is made; the others before they begin.
   */
  void pace(Duration perCall) {
    pace = perCall;
  }

  /** Returns how many creates are slowed now, and write when that is over. */
  int slowedCreates() {
    return slowedCreates.get();
  }

  void addTo(RoutesConfig routes) {
    for (Operation operation : Operation.values()) {
      routes.post(
          path(operation),
          context -> serve(operation, context, Json.read(context.body(), Call.class)));
    }
  }

  private void serve(Operation operation, Context context, Call message) {
    OrderId.check(message.orderId());
    if (operation == Operation.CREATE_TICKET
        && (message.token() == null || message.paymentInfo() == null)) {
      throw new UsageException("a create needs \"token\" and \"paymentInfo\"");
    }
    ServedCall call = new ServedCall(operation, message.orderId(), message.deadline());
    try {
      call.run(() -> answer(context, result(call, message)));
    } catch (RejectedException | NotSentException e) {
      throw e;
    } catch (TicketSystemException e) {
      switch (call.fault()) {
        case FAILED_BEFORE_WRITE, LOST_RESPONSE -> cut(context, Duration.ZERO);
        case LATE_WRITE, TOO_LATE_WRITE ->
            cut(context, Duration.between(Instant.now(), call.deadline));
        default -> throw e;
      }
    }
  }

  private Object result(ServedCall call, Call message) {
    if (call.operation != Operation.FIND_TICKET) {
      slowDown(call.operation);
    }
    String orderId = message.orderId();
    return switch (call.operation) {
      case ISSUE_TOKEN -> system.issueToken(orderId);
      case FIND_RESERVATION -> system.findReservation(message.token(), orderId);
      case FIND_TICKET -> {
        Object found = new Found(orderId, system.findTicket(orderId).orElse(null));
        slowDown(call.operation);
        yield found;
      }
      case CREATE_TICKET -> {
        Reservation reservation = new Reservation(orderId, null, null, null);
        Object ticket = system.createTicket(message.token(), reservation, message.paymentInfo());
        breakpoints.hold(call, NextCall.HOLD_AFTER, "its response");
        yield ticket;
      }
    };
  }

  private void slowDown(Operation operation) {
    Duration time = pace;
    if (time.isZero() || !slowed.tryAcquire()) {
      return;
    }
    int create = operation == Operation.CREATE_TICKET ? 1 : 0;
    slowedCreates.addAndGet(create);
    try {
      TimeUnit.MILLISECONDS.sleep(time.toMillis());
    } catch (InterruptedException e) {
      // The server is stopping. It still serves this call.
      Thread.currentThread().interrupt();
    } finally {
      slowedCreates.addAndGet(-create);
      slowed.release();
    }
  }

  static void answer(Context context, Object message) {
    context.contentType(Json.TYPE).result(Json.write(message));
  }

  /** Cuts the connection after this time. The caller gets no response. */
  private static void cut(Context context, Duration after) {
    EndPoint connection = LoopbackServer.connection(context);
    context.future(
        () ->
            CompletableFuture.runAsync(
                connection::close,
                CompletableFuture.delayedExecutor(after.toMillis(), TimeUnit.MILLISECONDS)));
  }
}
