package ticketing.runner.service;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import org.eclipse.jetty.server.handler.GracefulHandler;
import ticketing.runner.service.Wire.Refusal;
import ticketing.runner.util.LoopbackServer;
import ticketing.runner.util.SameMachineOnly;
import ticketing.runner.util.UsageException;
import ticketing.system.Journal;
import ticketing.system.Ledger;
import ticketing.system.LedgerTicketSystem;
import ticketing.system.NotSentException;
import ticketing.system.RejectedException;
import ticketing.system.Reservations;
import ticketing.system.TermsOfService;
import ticketing.system.TicketSystemException;
import ticketing.system.faults.FaultyTicketSystem;

/**
 * The ticket system of a database folder, served over HTTP on loopback. Any number of services and
 * of workers with a ledger of their own may be at work on one folder: the ledger bears it.
 *
 * <p>It may be killed at any moment. What is in the ledger then is whole, and another service goes
 * on with it.
 */
public final class TicketService implements AutoCloseable {
  /** The terms that it serves. They count from when the caller of a create gives up. */
  public static final TermsOfService TERMS = TermsOfService.FAST;

  private static final int KEPT_ENTRIES = 10_000;
  private static final long MOST_BYTES = 16 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Clock clock = Clock.systemUTC();
  private final Journal journal = Journal.thatKeepsNothing();
  private final JournalStream stream = new JournalStream(KEPT_ENTRIES);
  private final Holds holds = new Holds(journal);
  private final LateLandings lateLandings = new LateLandings(clock);
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
            new Ledger(database, holds.before(clock)),
            Reservations.read(database),
            TERMS,
            LedgerTicketSystem.TOKEN_LIFE,
            clock);
    FaultyTicketSystem system =
        new FaultyTicketSystem(
            new PunctualTicketSystem(ledger, TERMS, clock),
            faults,
            TERMS,
            journal,
            clock,
            lateLandings);
    journal.listen(stream::add);
    CallRoutes calls = new CallRoutes(new PacedTicketSystem(system, pace), holds, clock);
    AdminRoutes admin = new AdminRoutes(faults, holds, adminToken);
    String run = Long.toString(clock.millis(), Character.MAX_RADIX);
    this.server =
        LoopbackServer.start(port, "--port", config -> configure(config, calls, admin, run));
  }

  /**
   * Starts one.
   *
   * @param database the ticket database's folder
   * @param port on loopback; 0 for any that is free
   * @param faults its faults to begin with
   * @param adminToken what the admin part wants
   * @param err prints mistakes of ours
   * @throws ticketing.system.LedgerException if the folder is no ticket database
   * @throws UsageException if the port is taken
   */
  public static TicketService start(
      Path database, int port, FaultSettings faults, String adminToken, PrintStream err) {
    return start(
        database, port, new SwitchedFaults(faults), adminToken, LedgerTicketSystem::new, err);
  }

  /**
   * The same with another ticket system in it, and faults that may be shared.
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
    /** One that keeps its tickets in this ledger; a token lives so long. */
    LedgerTicketSystem of(
        Ledger ledger,
        Reservations reservations,
        TermsOfService terms,
        Duration tokenLife,
        Clock clock);
  }

  private void configure(JavalinConfig config, CallRoutes calls, AdminRoutes admin, String run) {
    config.http.maxRequestSize = MOST_BYTES;
    config.jetty.modifyServer(
        jetty -> {
          // When it is to stop, it lets no more requests in and waits for those at work.
          jetty.insertHandler(new GracefulHandler());
          jetty.setStopTimeout(PATIENCE.toMillis());
        });
    RoutesConfig routes = config.routes;
    routes.before(new SameMachineOnly());
    routes.get("/", TicketService::about);
    routes.get("/journal", new JournalRoute(stream, run));
    calls.addTo(routes);
    admin.addTo(routes);
    tellFailures(routes);
  }

  private static void about(Context context) {
    Answers.json(context, Wire.about());
  }

  private void tellFailures(RoutesConfig routes) {
    routes.exception(RejectedException.class, refusing(Refusal.REJECTED)::tell);
    routes.exception(NotSentException.class, refusing(Refusal.NOT_SENT)::tell);
    routes.exception(TicketSystemException.class, refusing(Refusal.UNKNOWN)::tell);
    routes.exception(UsageException.class, refusing(Refusal.NO_CALL)::tell);
    routes.exception(
        Wire.Unreadable.class,
        (e, context) ->
            Answers.refuse(
                context, Refusal.NO_CALL, "The request cannot be served: " + e.getMessage() + "."));
    routes.exception(
        HttpResponseException.class,
        (e, context) ->
            Answers.refuse(context, e.getStatus(), Refusal.NO_CALL.word, e.getMessage()));
    routes.exception(
        RuntimeException.class,
        (e, context) -> {
          // A mistake of ours. Whether the call had an effect, nobody knows.
          e.printStackTrace(err);
          Answers.refuse(context, 500, Refusal.UNKNOWN.word, "The service has failed.");
        });
  }

  private interface Refusing {
    void tell(Exception e, Context context);
  }

  private static Refusing refusing(Refusal refusal) {
    return (e, context) -> Answers.refuse(context, refusal, e.getMessage());
  }

  /** Where it is. */
  public URI address() {
    return URI.create("http://" + LoopbackServer.ADDRESS + ":" + server.port());
  }

  /** Its faults, to be switched. */
  public SwitchedFaults faults() {
    return faults;
  }

  /** From now on, each call takes so long before it is begun, as long as they are few. */
  public void pace(Duration perCall) {
    pace.set(perCall);
  }

  /** Where creates are held. */
  Holds holds() {
    return holds;
  }

  /** From now on, every entry of its journal is handed to the listener. It must not block. */
  public void listen(Consumer<Journal.Entry> listener) {
    journal.listen(listener);
  }

  /** Begins no more calls, finishes those that are being served, and ends. */
  @Override
  public void close() {
    holds.release();
    stream.close();
    server.stop();
    lateLandings.close();
  }
}
