package ticketing.runner.util;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.Handler;
import java.util.Set;

/** Refuses requests of other machines, and of other sites' pages in a browser on this machine. */
public final class SameMachineOnly implements Handler {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
  private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

  @Override
  public void handle(Context context) {
    context.header("Cache-Control", "no-store").header("X-Content-Type-Options", "nosniff");
    requireLoopbackHost(context);
    String origin = context.header("Origin");
    String site = context.header("Sec-Fetch-Site");
    boolean foreign = origin != null && !origin.equals("http://" + context.header("Host"));
    if (foreign || site != null && !OWN_SITES.contains(site)) {
      throw refused();
    }
  }

  /**
   * Prevents DNS rebinding: another site's name may be made to mean 127.0.0.1.
   *
   * @throws ForbiddenResponse if the Host header does not name loopback
   */
  public static void requireLoopbackHost(Context context) {
    String host = String.valueOf(context.header("Host"));
    if (!LOOPBACK.contains(host.replaceFirst(":\\d+$", ""))) {
      throw refused();
    }
  }

  private static ForbiddenResponse refused() {
    return new ForbiddenResponse("Only programs on this machine may call this server.");
  }
}
