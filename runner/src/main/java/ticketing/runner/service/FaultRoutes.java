package ticketing.runner.service;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import ticketing.runner.service.Messages.FaultChange;
import ticketing.runner.service.Messages.Refusal;

/** Shows and changes the faults, for callers that send the admin token. */
final class FaultRoutes {
  static final String PATH = "/admin/faults";

  /** The environment variable with the admin token. */
  static final String TOKEN_VARIABLE = "WORKSHOP_ADMIN_TOKEN";

  private static final String BEARER = "Bearer ";

  private final SwitchedFaults faults;
  private final Breakpoints breakpoints;
  private final byte[] authorization;

  FaultRoutes(SwitchedFaults faults, Breakpoints breakpoints, String token) {
    this.faults = faults;
    this.breakpoints = breakpoints;
    this.authorization = authorization(token).getBytes(StandardCharsets.UTF_8);
  }

  /** The Authorization header for this token. */
  static String authorization(String token) {
    return BEARER + token;
  }

  void addTo(RoutesConfig routes) {
    routes.before(PATH, this::requireToken);
    routes.get(PATH, this::show);
    routes.put(PATH, this::change);
  }

  private void show(Context context) {
    Responses.answer(context, faults.state(breakpoints.held()));
  }

  private void change(Context context) throws Json.UnreadableException {
    FaultChange change = Json.read(context.body(), FaultChange.class);
    faults.change(change);
    if (change.release()) {
      breakpoints.release();
    }
    show(context);
  }

  private void requireToken(Context context) {
    String sent = String.valueOf(context.header("Authorization"));
    if (!MessageDigest.isEqual(sent.getBytes(StandardCharsets.UTF_8), authorization)) {
      context.header("WWW-Authenticate", "Bearer");
      Responses.refuse(context, Refusal.NO_TOKEN, "Send the admin token of this service.");
      context.skipRemainingHandlers();
    }
  }
}
