package ticketing.runner.util;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import ticketing.worker.LocalPort;

/** Starts HTTP servers that only this machine can reach, and refuses requests of other sites. */
public final class LoopbackServer {
  /** The address that they listen on. */
  public static final String ADDRESS = "127.0.0.1";

  private static final Set<String> LOOPBACK = Set.of(ADDRESS, "localhost", "[::1]");
  private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

  /** So many that requests whose bodies never arrive do not block the others. */
  private static final int MAX_THREADS = 1_000;

  private LoopbackServer() {}

  /** Starts a server at the port that this option sets; 0 stands for any that is free. */
  public static Javalin start(int port, String option, Consumer<JavalinConfig> configure) {
    requireFree(port, option);
    Javalin server =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.startup.startupWatcherEnabled = false;
              config.startup.showOldJavalinVersionWarning = false;
              config.jetty.threadPool = new QueuedThreadPool(MAX_THREADS);
              configure.accept(config);
              // Reads the body even where no route does, and so refuses one that is too large.
              config.routes.before(Context::bodyAsBytes);
            });
    return server.start(ADDRESS, port);
  }

  /** Refuses requests of other machines, and of other sites' pages in a browser on this machine. */
  public static void requireSameMachine(Context context) {
    context.header("Cache-Control", "no-store").header("X-Content-Type-Options", "nosniff");
    requireLoopbackHost(context);
    String origin = context.header("Origin");
    String site = context.header("Sec-Fetch-Site");
    boolean foreign = origin != null && !origin.equals("http://" + context.header("Host"));
    if (foreign || site != null && !OWN_SITES.contains(site)) {
      throw refused();
    }
  }

  /** Prevents DNS rebinding: another site's name may be made to mean 127.0.0.1. */
  public static void requireLoopbackHost(Context context) {
    String host = String.valueOf(context.header("Host"));
    if (!LOOPBACK.contains(host.replaceFirst(":\\d+$", ""))) {
      throw refused();
    }
  }

  private static ForbiddenResponse refused() {
    return new ForbiddenResponse("Only programs on this machine may call this server.");
  }

  /** Returns the connection of the request. */
  public static EndPoint connection(Context context) {
    return ServletContextRequest.getServletContextRequest(context.req())
        .getConnectionMetaData()
        .getConnection()
        .getEndPoint();
  }

  /** Checks that a server can be started here. Javalin itself would log a stack trace. */
  public static void requireFree(int port, String option) {
    if (port != 0 && !LocalPort.isPort(port)) {
      throw new UsageException(
          "%s must be a port from 1 to 65535, or 0 for a free one, not %d.", option, port);
    }
    try {
      new ServerSocket(port, 1, InetAddress.getByName(ADDRESS)).close();
    } catch (IOException e) {
      throw UsageException.failure(
          "Port %d is in use by another process, or not allowed. Choose another with %s.",
          port, option);
    }
  }

  /** Checks that there is a port of this number. */
  public static void requirePort(int port, String option) {
    if (!LocalPort.isPort(port)) {
      throw new UsageException(option + " must be a port from 1 to 65535, not " + port + ".");
    }
  }
}
