package ticketing.runner.service;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.ExceptionHandler;
import io.javalin.http.HttpResponseException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import org.eclipse.jetty.server.handler.GracefulHandler;
import ticketing.runner.service.Messages.About;
import ticketing.runner.service.Messages.Refusal;
import ticketing.runner.util.LoopbackServer;
import ticketing.runner.util.SameMachineOnly;
import ticketing.runner.util.UsageException;
import ticketing.system.Journal;
import ticketing.system.Ledger;
import ticketing.system.LedgerTicketSystem;
import ticketing.system.NotSentException;
import ticketing.system.RejectedException;
import ticketing.system.Reservations;
import ticketing.system.TicketSystemException;
import ticketing.system.TimingGuarantees;
import ticketing.system.faults.FaultyTicketSystem;

/**
 * Serves the ticket system of a database folder over HTTP on loopback. Several services, and
 * workers with a ledger of their own, may use one folder at the same time.
 *
 * <p>It may be killed at any moment: the tickets in the ledger are complete, and another service
 * continues with them.
 */
public final class TicketService implements AutoCloseable {
  /** Its timing guarantees. They count from when the caller of a create gives up. */
  public static final TimingGuarantees TIMING = TimingGuarantees.FAST;

  private static final int KEPT_ENTRIES = 10_000;
  private static final long MOST_BYTES = 16 * 1024;
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

  private final Clock clock = Clock.systemUTC();
  private final Journal journal = Journal.forListenersOnly();
  private final JournalStream stream =
      new JournalStream(Long.toString(clock.millis(), Character.MAX_RADIX), KEPT_ENTRIES);
  private final Breakpoints breakpoints = new Breakpoints(journal);
  private final DelayedWrites delayedWrites = new DelayedWrites(clock);
  private final Pace pace = new Pace();
  private final SwitchedFaults faults;
  private final PrintStream err;
  private final Javalin server;

  private TicketService(
      Path database,
      int port,
      SwitchedFaults faults,
      String adminToken,
      Behind behind,
      PrintStream err) {
    this.faults = faults;
    this.err = err;
    LedgerTicketSystem ledger =
        behind.of(
            new Ledger(database, breakpoints.beforeWrite(clock)),
            Reservations.read(database),
            TIMING,
            LedgerTicketSystem.TOKEN_LIFE,
            clock);
    FaultyTicketSystem system =
        new FaultyTicketSystem(
            new DeadlineTicketSystem(ledger, TIMING, clock),
            faults,
            TIMING,
            journal,
            clock,
            delayedWrites);
    journal.listen(stream::add);
    CallRoutes calls = new CallRoutes(system, breakpoints, pace, clock);
    FaultRoutes admin = new FaultRoutes(faults, breakpoints, adminToken);
    this.server = LoopbackServer.start(port, "--port", config -> configure(config, calls, admin));
  }

  /**
   * Starts a service.
   *
   * @param database the ticket database's folder
   * @param port on loopback; 0 for any that is free
   * @param faults its faults to begin with
   * @param adminToken lets its caller change the faults
   * @param err prints internal errors
   * @throws ticketing.system.LedgerException if the folder is no ticket database
   * @throws UsageException if the port is taken
   */
  public static TicketService start(
      Path database, int port, FaultSettings faults, String adminToken, PrintStream err) {
    return start(
        database, port, new SwitchedFaults(faults), adminToken, LedgerTicketSystem::new, err);
  }

  /**
   * Starts a service with another ticket system, and faults that may be shared.
   *
   * @param behind makes the ticket system that it serves
   */
  public static TicketService start(
      Path database,
      int port,
      SwitchedFaults faults,
      String adminToken,
      Behind behind,
      PrintStream err) {
    return new TicketService(database, port, faults, adminToken, behind, err);
  }

  /** Makes the ticket system that is served. */
  public interface Behind {
    /** Makes one that keeps its tickets in this ledger. */
    LedgerTicketSystem of(
        Ledger ledger,
        Reservations reservations,
        TimingGuarantees timing,
        Duration tokenLife,
        Clock clock);
  }

  private void configure(JavalinConfig config, CallRoutes calls, FaultRoutes admin) {
    config.http.maxRequestSize = MOST_BYTES;
    config.jetty.modifyServer(
        jetty -> {
          // A stopping service lets no more requests in and finishes those that it serves.
          jetty.insertHandler(new GracefulHandler());
          jetty.setStopTimeout(STOP_TIMEOUT.toMillis());
        });
    RoutesConfig routes = config.routes;
    routes.before(new SameMachineOnly());
    routes.get("/", context -> Responses.answer(context, About.THIS));
    routes.get("/journal", stream);
    calls.addTo(routes);
    admin.addTo(routes);
    routes.exception(RejectedException.class, refuse(Refusal.REJECTED));
    routes.exception(NotSentException.class, refuse(Refusal.NOT_SENT));
    routes.exception(TicketSystemException.class, refuse(Refusal.UNKNOWN));
    routes.exception(UsageException.class, refuse(Refusal.NO_CALL));
    routes.exception(Json.UnreadableException.class, refuse(Refusal.NO_CALL));
    routes.exception(
        HttpResponseException.class,
        (e, context) -> Responses.refuse(context, e.getStatus(), Refusal.NO_CALL, e.getMessage()));
    routes.exception(
        RuntimeException.class,
        (e, context) -> {
          // Our bug. The call may have had an effect.
          e.printStackTrace(err);
          Responses.refuse(context, 500, Refusal.UNKNOWN, "The service has failed.");
        });
  }

  private static <E extends Exception> ExceptionHandler<E> refuse(Refusal refusal) {
    return (e, context) -> Responses.refuse(context, refusal, e.getMessage());
  }

  /** Where it listens. */
  public URI address() {
    return URI.create("http://" + LoopbackServer.ADDRESS + ":" + server.port());
  }

  /** Its faults, which can be changed. */
  public SwitchedFaults faults() {
    return faults;
  }

  /** Delays each call by this time before it begins, as long as there are few. */
  public void pace(Duration perCall) {
    pace.set(perCall);
  }

  Breakpoints breakpoints() {
    return breakpoints;
  }

  /** Hands every further entry of its journal to the listener, which must not block. */
  public void listen(Consumer<Journal.Entry> listener) {
    journal.listen(listener);
  }

  /** Begins no more calls, finishes those that it serves, and ends. */
  @Override
  public void close() {
    breakpoints.release();
    stream.close();
    server.stop();
    delayedWrites.close();
  }
}
