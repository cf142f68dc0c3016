package ticketing.runner.service;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The admin part: it shows and sets the switches, for whoever has its token. */
final class AdminRoutes {
  static final String FAULTS = "/admin/faults";

  private static final String BEARER = "Bearer ";

  private final SwitchedFaults faults;
  private final Holds holds;
  private final byte[] token;

  AdminRoutes(SwitchedFaults faults, Holds holds, String token) {
    this.faults = faults;
    this.holds = holds;
    this.token = token.getBytes(StandardCharsets.UTF_8);
  }

  void addTo(RoutesConfig routes) {
    routes.before("/admin/*", this::requireToken);
    routes.get(FAULTS, this::show);
    routes.put(
        FAULTS,
        context -> {
          FaultsText.set(context.body(), faults, holds);
          show(context);
        });
  }

  private void show(Context context) {
    Answers.json(context, FaultsText.of(faults, holds).toString());
  }

  private void requireToken(Context context) {
    String said = String.valueOf(context.header("Authorization"));
    boolean right =
        said.startsWith(BEARER)
            && MessageDigest.isEqual(
                said.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8), token);
    if (!right) {
      context.header("WWW-Authenticate", "Bearer");
      Answers.refuse(context, 401, "token", "The admin part wants the token of the service.");
      context.skipRemainingHandlers();
    }
  }
}
