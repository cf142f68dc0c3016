package ticketing.runner.util;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.Handler;
import java.util.Set;

/**
 * Lets through only what comes from this machine and not from a page of somebody else's that is
 * open in its browser.
 *
 * <p>The Host header has to name loopback, or a page could come back under a name of its own that
 * suddenly means 127.0.0.1. A page of another origin says so in Origin, or in Sec-Fetch-Site.
 */
public final class SameMachineOnly implements Handler {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
  private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

  /**
   * Returns if it may be let through.
   *
   * @throws ForbiddenResponse if not
   */
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
   * Returns if the Host header names loopback.
   *
   * @throws ForbiddenResponse if it does not
   */
  public static void requireLoopbackHost(Context context) {
    String host = String.valueOf(context.header("Host"));
    if (!LOOPBACK.contains(host.replaceFirst(":\\d+$", ""))) {
      throw refused();
    }
  }

  private static ForbiddenResponse refused() {
    return new ForbiddenResponse("Only programs of this machine may call this server.");
  }
}
