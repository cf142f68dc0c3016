package ticketing.runner.service;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.UnauthorizedResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Changes the faults, and returns their new state, for callers that send the admin token. */
final class FaultRoutes {
  static final String PATH = "/admin/faults";

  /** The environment variable with the admin token. */
  static final String TOKEN_VARIABLE = "WORKSHOP_ADMIN_TOKEN";

  private final SwitchedFaults faults;
  private final byte[] authorization;

  FaultRoutes(SwitchedFaults faults, String token) {
    this.faults = faults;
    this.authorization = authorization(token).getBytes(StandardCharsets.UTF_8);
  }

  /** Returns the Authorization header for this token. */
  static String authorization(String token) {
    return "Bearer " + token;
  }

  void addTo(RoutesConfig routes) {
    routes.put(
        PATH,
        context -> {
          requireToken(context);
          faults.change(Json.read(context.body(), Messages.FaultChange.class));
          context.result(faults.describe());
        });
  }

  private void requireToken(Context context) {
    String sent = String.valueOf(context.header("Authorization"));
    if (!MessageDigest.isEqual(sent.getBytes(StandardCharsets.UTF_8), authorization)) {
      throw new UnauthorizedResponse(
          "That is not the token of the service. Pass the one that it printed when it started, or"
              + " its "
              + TOKEN_VARIABLE
              + ".");
    }
  }
}
