package ticketing.runner.show;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.NotFoundResponse;
import io.javalin.json.JavalinJackson;
import io.javalin.validation.ValidationException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import ticketing.runner.util.LoopbackServer;
import ticketing.runner.util.UsageException;
import ticketing.system.TicketSystemException;

/**
 * Serves the page of a run on 127.0.0.1: its files, its state as a stream, and what its buttons do.
 * Requests of other sites' pages are refused.
 */
final class PageServer implements AutoCloseable {
  private static final int MAX_BYTES = 4 * 1024;

  /** Scripts and styles come from its own files only, and never from its text. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final Optional<WebUi> webUi;
  private final Supplier<RunningShow> next;
  private final StateStream stream = new StateStream(this::running);
  private final Javalin server;
  private volatile RunningShow running;

  /**
   * Starts the server.
   *
   * @param port 0 for any that is free
   * @param first the run that it shows, and closes with itself
   * @param next starts another run
   * @throws UsageException if the port is taken
   */
  PageServer(int port, Optional<WebUi> webUi, RunningShow first, Supplier<RunningShow> next) {
    this.webUi = webUi;
    this.running = first;
    this.next = next;
    try {
      this.server = LoopbackServer.start(port, "--port", this::configure);
    } catch (RuntimeException e) {
      first.close();
      throw e;
    }
  }

  private void configure(JavalinConfig config) {
    config.http.maxRequestSize = MAX_BYTES;
    config.jsonMapper(new JavalinJackson(PageState.JSON, false));
    RoutesConfig routes = config.routes;
    routes.before(LoopbackServer::requireSameMachine);
    routes.before(PageServer::limitSources);
    config.staticFiles.add("/ticketing/runner/show/page");
    routes.sse("/events", stream);
    routes.get("/orders/{lane}/{number}", this::details);
    post(routes, "/orders", (run, context) -> run.place(query(context, "count", Integer.class)));
    post(
        routes,
        "/orders/{lane}/{number}/again",
        (run, context) -> lane(run, context).placeAgain(number(context)));
    post(routes, "/faults/clear", (run, context) -> run.faults.clear());
    post(
        routes,
        "/faults/{name}/next",
        (run, context) -> run.faults.next(context.pathParam("name")));
    post(
        routes,
        "/faults/{name}",
        (run, context) ->
            run.faults.likelihood(
                context.pathParam("name"), query(context, "likelihood", Double.class)));
    post(
        routes,
        "/worker/kill",
        (run, context) ->
            run.kill(context.queryParamAsClass("creates", Integer.class).getOrDefault(0)));
    post(routes, "/worker/start", (run, context) -> run.worker.start());
    post(routes, "/pace", (run, context) -> run.pace(query(context, "millis", Integer.class)));
    post(
        routes,
        "/lanes/{lane}",
        (run, context) -> run.show(lane(run, context), query(context, "on", Boolean.class)));
    post(routes, "/clear", (run, context) -> run.clear());
    post(routes, "/reset", (run, context) -> startOver());
    reportFailures(routes);
  }

  private static void limitSources(Context context) {
    context.header("Content-Security-Policy", POLICY).header("Referrer-Policy", "no-referrer");
  }

  private void post(RoutesConfig routes, String path, BiConsumer<RunningShow, Context> action) {
    routes.post(
        path,
        context -> {
          action.accept(running, context);
          running.board.touch();
          context.status(204);
        });
  }

  private static <T> T query(Context context, String name, Class<T> type) {
    return context.queryParamAsClass(name, type).get();
  }

  private static int number(Context context) {
    return context.pathParamAsClass("number", Integer.class).get();
  }

  private static Lane lane(RunningShow run, Context context) {
    return run.lane(context.pathParam("lane"));
  }

  private void details(Context context) {
    RunningShow run = running;
    context.json(
        OrderDetails.of(run, lane(run, context), number(context), webUi)
            .orElseThrow(() -> new NotFoundResponse("There is no such order in this lane.")));
  }

  private void reportFailures(RoutesConfig routes) {
    routes.exception(
        HttpResponseException.class,
        (e, context) -> refuse(context, e.getStatus(), e.getMessage()));
    routes.exception(
        ValidationException.class,
        (e, context) -> refuse(context, 400, "Wrong or missing: " + e.getErrors().keySet() + "."));
    routes.exception(UsageException.class, (e, context) -> refuse(context, 400, e.getMessage()));
    routes.exception(
        TicketSystemException.class, (e, context) -> refuse(context, 503, e.getMessage()));
    routes.exception(
        RuntimeException.class,
        (e, context) -> {
          // Our bug.
          e.printStackTrace(running.context.err());
          refuse(context, 500, "The server has failed. Its terminal shows why.");
        });
  }

  private static void refuse(Context context, int status, String message) {
    context.status(status).json(Map.of("message", message));
  }

  /**
   * Starts a new run, and leaves the tickets of the last one as they are.
   *
   * @throws UsageException if nothing can be written; then nothing has changed
   */
  private synchronized void startOver() {
    RunningShow before = running;
    running = next.get();
    before.close();
  }

  RunningShow running() {
    return running;
  }

  URI address() {
    return URI.create("http://" + LoopbackServer.ADDRESS + ":" + server.port() + "/");
  }

  @Override
  public synchronized void close() {
    stream.close();
    server.stop();
    running.close();
  }
}
