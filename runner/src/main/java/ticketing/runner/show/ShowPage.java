package ticketing.runner.show;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;
import io.javalin.http.NotFoundResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import ticketing.runner.util.LoopbackServer;
import ticketing.runner.util.SameMachineOnly;
import ticketing.runner.util.UsageException;
import ticketing.system.TicketSystemException;

/**
 * Serves the page on loopback: its files, its state as a stream, and what its buttons do. Whatever
 * does something wants a token that only the page has been given.
 */
final class ShowPage implements AutoCloseable {
  private static final String TOKEN = "X-Show-Token";
  private static final String JSON_TYPE = "application/json";
  private static final int MOST_BYTES = 4 * 1024;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Show show;
  private final Optional<WebUi> webUi;
  private final String token = Show.secret();
  private final StateStream stream;
  private final Javalin server;

  /**
   * Starts it.
   *
   * @param port 0 for any that is free
   * @throws UsageException if the port is taken
   */
  ShowPage(Show show, int port, Optional<WebUi> webUi) {
    this.show = show;
    this.webUi = webUi;
    this.stream = new StateStream(show);
    this.server = LoopbackServer.start(port, "--port", this::configure);
  }

  private void configure(JavalinConfig config) {
    config.http.maxRequestSize = MOST_BYTES;
    RoutesConfig routes = config.routes;
    routes.before(new SameMachineOnly());
    routes.before(this::requireToken);
    routes.get("/", context -> PageFiles.index(context, token));
    routes.get("/events", stream);
    routes.get("/orders/{lane}/{number}", this::details);
    routes.get("/{file}", PageFiles::file);
    routes.post("/orders", does(order -> show.running().place(whole(order, "count"))));
    routes.post(
        "/orders/{lane}/{number}/again",
        context -> {
          show.running().placeAgain(context.pathParam("lane"), number(context));
          context.status(204);
        });
    routes.post("/faults", does(this::switchFaults));
    routes.post("/worker", does(this::worker));
    routes.post(
        "/pace", does(pace -> show.running().pace(Duration.ofMillis(whole(pace, "millis")))));
    routes.post("/lanes/key", does(key -> show.running().showKey(flag(key, "shown"))));
    routes.post("/reset", does(nothing -> show.startOver()));
    tellFailures(routes);
  }

  /** A page of another origin cannot read the token, and so cannot send it. */
  private void requireToken(Context context) {
    String method = context.method().name();
    if (method.equals("GET") || method.equals("HEAD")) {
      return;
    }
    byte[] said = String.valueOf(context.header(TOKEN)).getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(said, token.getBytes(StandardCharsets.UTF_8))) {
      throw new ForbiddenResponse("This page is from before. Load it again.");
    }
  }

  private static Handler does(Consumer<JsonNode> action) {
    return context -> {
      action.accept(parse(context.body()));
      context.status(204);
    };
  }

  private static JsonNode parse(String body) {
    try {
      JsonNode node = JSON.readTree(body);
      if (node != null && node.isObject()) {
        return node;
      }
    } catch (JsonProcessingException e) {
      // As below.
    }
    throw new UsageException("An action is one JSON object.");
  }

  private static int whole(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw new UsageException("\"" + field + "\" is a whole number.");
    }
    return value.intValue();
  }

  private static boolean flag(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isBoolean()) {
      throw new UsageException("\"" + field + "\" is true or false.");
    }
    return value.booleanValue();
  }

  private void switchFaults(JsonNode asked) {
    ShowFaults faults = show.running().faults();
    String name = asked.path("name").asText();
    if (asked.has("clear")) {
      faults.clear();
    } else if (asked.has("next")) {
      faults.next(name);
    } else if (asked.path("likelihood").isNumber()) {
      faults.likelihood(name, asked.path("likelihood").doubleValue());
    } else {
      throw new UsageException("A fault is switched with \"likelihood\", \"next\" or \"clear\".");
    }
    show.running().board().touch();
  }

  private void worker(JsonNode asked) {
    switch (asked.path("action").asText()) {
      case "kill" -> show.running().worker().kill();
      case "start" -> show.running().worker().start();
      default -> throw new UsageException("A worker's \"action\" is kill or start.");
    }
  }

  private void details(Context context) {
    RunningShow running = show.running();
    ObjectNode details =
        OrderDetails.of(running, running.lane(context.pathParam("lane")), number(context), webUi)
            .orElseThrow(() -> new NotFoundResponse("There is no such order in this lane."));
    context.contentType(JSON_TYPE).result(details.toString());
  }

  private static int number(Context context) {
    String number = context.pathParam("number");
    if (!number.matches("\\d{1,4}")) {
      throw new NotFoundResponse("There is no such order in this lane.");
    }
    return Integer.parseInt(number);
  }

  private void tellFailures(RoutesConfig routes) {
    routes.exception(
        HttpResponseException.class,
        (e, context) -> refuse(context, e.getStatus(), e.getMessage()));
    routes.exception(UsageException.class, (e, context) -> refuse(context, 400, e.getMessage()));
    routes.exception(
        TicketSystemException.class, (e, context) -> refuse(context, 503, e.getMessage()));
    routes.exception(
        RuntimeException.class,
        (e, context) -> {
          // A mistake of ours.
          e.printStackTrace(show.running().context().err());
          refuse(context, 500, "The page's server has failed. Its terminal says more.");
        });
  }

  private static void refuse(Context context, int status, String message) {
    context
        .status(status)
        .contentType(JSON_TYPE)
        .result(JSON.createObjectNode().put("message", message).toString());
  }

  /** Where it is. */
  URI address() {
    return URI.create("http://" + LoopbackServer.ADDRESS + ":" + server.port() + "/");
  }

  @Override
  public void close() {
    stream.close();
    server.stop();
  }
}
