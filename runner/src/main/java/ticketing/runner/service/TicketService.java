package ticketing.runner.service;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.ExceptionHandler;
import io.javalin.http.HttpResponseException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.server.handler.GracefulHandler;
import ticketing.runner.service.Messages.FaultChange;
import ticketing.runner.service.Messages.Refusal;
import ticketing.runner.service.Messages.Refused;
import ticketing.runner.util.LoopbackServer;
import ticketing.runner.util.UsageException;
import ticketing.system.Journal;
import ticketing.system.Ledger;
import ticketing.system.LedgerTicketSystem;
import ticketing.system.NotSentException;
import ticketing.system.RejectedException;
import ticketing.system.Reservations;
import ticketing.system.TicketSystemException;
import ticketing.system.TimingGuarantees;
import ticketing.system.UniqueReferenceTicketSystem;
import ticketing.system.faults.FaultyTicketSystem;

/**
 * Serves the ticket system of a database folder over HTTP on 127.0.0.1. Several services, and
 * workers with a ledger of their own, may use one folder at the same time.
 *
 * <p>It may be killed at any moment: the tickets in the ledger are complete, and another service
 * continues with them.
 */
public final class TicketService implements AutoCloseable {
  /** Its timing guarantees. They count from when the caller of a create gives up. */
  public static final TimingGuarantees TIMING = TimingGuarantees.FAST;

  /** What it answers at its address, so that its clients know it. */
  static final String SIGNATURE = "idempotence-workshop-tickets";

  /** Where its faults are changed. */
  static final String FAULTS = "/admin/faults";

  private final Clock clock = Clock.systemUTC();
  private final Journal journal = Journal.forListenersOnly();
  private final Breakpoints breakpoints = new Breakpoints(journal);
  private final ScheduledExecutorService lateWrites = Executors.newScheduledThreadPool(4);
  private final SwitchedFaults faults;
  private final CallRoutes calls;
  private final Javalin server;

  /**
   * Starts a service.
   *
   * @param port on 127.0.0.1; 0 for any that is free
   * @param uniqueReferences whether it serves a {@link UniqueReferenceTicketSystem}
   * @param err prints internal errors
   */
  public TicketService(
      Path database,
      int port,
      TimingGuarantees timing,
      boolean uniqueReferences,
      SwitchedFaults faults,
      PrintStream err) {
    this.faults = faults;
    LedgerTicketSystem usual =
        new LedgerTicketSystem(
            new Ledger(database, breakpoints.clock()),
            Reservations.read(database),
            timing,
            LedgerTicketSystem.TOKEN_LIFE,
            clock,
            () -> ServedCall.current().orElseThrow().publishBy(timing, clock.instant()));
    LedgerTicketSystem ledger = uniqueReferences ? new UniqueReferenceTicketSystem(usual) : usual;
    FaultyTicketSystem system =
        new FaultyTicketSystem(ledger, faults, timing, journal, clock, this::runLate);
    this.calls = new CallRoutes(system, breakpoints);
    this.server =
        LoopbackServer.start(
            port,
            "--port",
            config -> {
              limit(config);
              RoutesConfig routes = config.routes;
              routes.before(LoopbackServer::requireSameMachine);
              routes.get("/", context -> context.result(SIGNATURE));
              calls.addTo(routes);
              routes.put(FAULTS, this::changeFaults);
              explainFailures(routes, err);
            });
  }

  private void changeFaults(Context context) {
    faults.change(Json.read(context.body(), FaultChange.class));
    context.result(faults.describe());
  }

  /**
   * Runs a late write when its caller has given up, a quarter of the limit after the deadline. On a
   * busy machine it may be later; {@link ServedCall#publishBy} refuses what is too late. A write
   * that has not run when the service ends never runs.
   */
  private void runLate(Duration limit, Consumer<Instant> write) {
    ServedCall call = ServedCall.current().orElseThrow();
    Duration wait = Duration.between(clock.instant(), call.deadline.plus(limit.dividedBy(4)));
    lateWrites.schedule(
        () -> call.run(() -> write.accept(call.deadline.plus(limit))),
        wait.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  private static void limit(JavalinConfig config) {
    config.http.maxRequestSize = 16L * 1024;
    config.jetty.modifyServer(
        jetty -> {
          // A stopping service lets no more requests in and finishes those that it serves.
          jetty.insertHandler(new GracefulHandler());
          jetty.setStopTimeout(Duration.ofSeconds(5).toMillis());
        });
  }

  private static void explainFailures(RoutesConfig routes, PrintStream err) {
    routes.exception(RejectedException.class, refuse(Refusal.REJECTED));
    routes.exception(NotSentException.class, refuse(Refusal.NOT_SENT));
    routes.exception(TicketSystemException.class, refuse(Refusal.UNKNOWN));
    routes.exception(UsageException.class, refuse(Refusal.NO_CALL));
    routes.exception(
        HttpResponseException.class,
        (e, context) -> refuse(context, e.getStatus(), Refusal.NO_CALL, e.getMessage()));
    routes.exception(
        RuntimeException.class,
        (e, context) -> {
          // Our bug. The call may have had an effect.
          e.printStackTrace(err);
          refuse(context, 500, Refusal.UNKNOWN, "The service has failed.");
        });
  }

  private static <E extends Exception> ExceptionHandler<E> refuse(Refusal refusal) {
    return (e, context) -> refuse(context, refusal.status, refusal, e.getMessage());
  }

  private static void refuse(Context context, int status, Refusal refusal, String message) {
    CallRoutes.answer(context.status(status), new Refused(refusal, message));
  }

  /** Returns where it listens. */
  public URI address() {
    return URI.create("http://" + LoopbackServer.ADDRESS + ":" + server.port());
  }

  /** Returns its faults, which can be changed. */
  public SwitchedFaults faults() {
    return faults;
  }

  /** Delays each call by this time before it begins, as long as there are few. */
  public void pace(Duration perCall) {
    calls.pace(perCall);
  }

  /** Returns how many creates are slowed now, and write when that is over. */
  public int slowedCreates() {
    return calls.slowedCreates();
  }

  /** Hands every further entry of its journal to the listener, which must not block. */
  public void listen(Consumer<Journal.Entry> listener) {
    journal.listen(listener);
  }

  /** Begins no more calls, finishes those that it serves, and ends. */
  @Override
  public void close() {
    breakpoints.release();
    server.stop();
    lateWrites.shutdownNow();
  }
}
