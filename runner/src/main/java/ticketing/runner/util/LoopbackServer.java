package ticketing.runner.util;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.UUID;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import ticketing.worker.LocalPort;

/** Starts HTTP servers that only this machine can reach. */
public final class LoopbackServer {
  /** The address that they listen on. */
  public static final String ADDRESS = "127.0.0.1";

  /** So many that requests whose bodies never arrive do not block the others. */
  private static final int MAX_THREADS = 1_000;

  private LoopbackServer() {}

  /**
   * Starts a server.
   *
   * @param port from 1 to 65535, or 0 for any that is free
   * @param option the option that names the port, such as {@code --port}
   * @param configure adds the routes
   * @throws UsageException if there is no such port, or it is in use
   */
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

  /** Returns a secret for the callers that may change something. */
  public static String randomToken() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  /** Returns the connection of the request. */
  public static EndPoint connection(Context context) {
    return ServletContextRequest.getServletContextRequest(context.req())
        .getConnectionMetaData()
        .getConnection()
        .getEndPoint();
  }

  /**
   * Checks that a server can be started here. Javalin itself would log a stack trace.
   *
   * @throws UsageException as in {@link #start}
   */
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

  /**
   * Returns if there is a port of this number.
   *
   * @throws UsageException if there is none
   */
  public static void requirePort(int port, String option) {
    if (!LocalPort.isPort(port)) {
      throw new UsageException(option + " must be a port from 1 to 65535, not " + port + ".");
    }
  }
}
