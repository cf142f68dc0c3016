package ticketing.runner.run.server;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.Shell;
import ticketing.runner.util.UsageException;
import ticketing.worker.EmbeddedServer;
import ticketing.worker.LocalPort;
import ticketing.worker.TemporalConnection;

/** {@code ./workshop server}: the embedded Temporal in a terminal of its own. */
@Command(
    name = "server",
    description =
        "Run the embedded Temporal until it is stopped, on loopback and in memory. Workers and"
            + " orders find it; without it, the first worker starts one that ends by itself. With"
            + " --real: a real Temporal development server, with its Web UI.")
public final class ServerCommand implements Callable<Integer> {
  private static final int HIGHEST_PORT = 65_535;

  /** As Temporal's CLI has it. */
  private static final int ABOVE = 1000;

  private final CommandContext context;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description =
          "On loopback; by default that of " + LocalPort.VARIABLE + ", or else Temporal's 7233.")
  private Integer port;

  @Option(
      names = "--real",
      description =
          "A real development server, of Temporal's CLI: the one that ./workshop install-server"
              + " has built, or else that on the PATH.")
  private boolean real;

  @Option(
      names = "--ui-port",
      paramLabel = "PORT",
      description = "For the Web UI of --real; by default 1000 above the other port.")
  private Integer uiPort;

  /** In this context. */
  public ServerCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    int chosen = port();
    if (real) {
      RealServer server = RealServer.here(context, chosen, uiPort(chosen));
      return server.run(
          () -> {
            context.out().println(server.words());
            tellWhoWouldNotFindIt(chosen);
          });
    }
    if (uiPort != null) {
      throw new UsageException("Only a real server has a Web UI: --ui-port needs --real.");
    }
    try (EmbeddedServer server = start(chosen)) {
      context
          .out()
          .printf(
              "The embedded Temporal runs at 127.0.0.1:%d (process %d, in memory: what it knows ends"
                  + " with it). Ctrl-C stops it.%n",
              server.port(), ProcessHandle.current().pid());
      tellWhoWouldNotFindIt(server.port());
      Thread.currentThread().join();
      return 0;
    }
  }

  private int port() {
    try {
      return checked("--port", port == null ? LocalPort.chosen(context.environment()) : port);
    } catch (TemporalConnection.Unreachable e) {
      throw new UsageException(e.getMessage());
    }
  }

  private int uiPort(int port) {
    return checked("--ui-port", uiPort == null ? port + ABOVE : uiPort);
  }

  private static int checked(String option, int port) {
    if (port < 1 || port > HIGHEST_PORT) {
      throw new UsageException(option + " is a port from 1 to 65535, not " + port);
    }
    return port;
  }

  private static EmbeddedServer start(int port) throws InterruptedException {
    try {
      return EmbeddedServer.start(port);
    } catch (IOException e) {
      throw new UsageException(
          TemporalConnection.answersAt(port)
              ? "A Temporal server runs at 127.0.0.1:%d already. Use that one, or name another port with --port."
                  .formatted(port)
              : "Port %d is taken by something else, which is no Temporal, or cannot be had (%s). End that, or name another port with --port."
                  .formatted(port, e.getMessage()),
          1);
    }
  }

  /** The other commands look where the environment says, which may be another place. */
  private void tellWhoWouldNotFindIt(int port) {
    try {
      TemporalConnection.configuredAddress(context.environment())
          .ifPresent(
              address ->
                  context
                      .out()
                      .printf(
                          "Workers and orders of this terminal use another one: your configuration"
                              + " names %s.%n",
                          address));
      if (TemporalConnection.configuredAddress(context.environment()).isEmpty()
          && port != LocalPort.chosen(context.environment())) {
        context
            .out()
            .printf(
                "So that workers and orders find it, type in their terminals: %s %s=%d%n",
                Shell.WINDOWS ? "set" : "export", LocalPort.VARIABLE, port);
      }
    } catch (TemporalConnection.Unreachable e) {
      context.out().println(e.getMessage());
    }
  }
}
