package ticketing.runner.run.server;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.Environment;
import ticketing.runner.util.UsageException;
import ticketing.worker.EmbeddedServer;
import ticketing.worker.LocalPort;
import ticketing.worker.TemporalConnection;

/** {@code ./workshop server}: the embedded Temporal in a terminal of its own. */
@Command(
    name = "server",
    description =
        "Run the embedded Temporal until it is stopped, on loopback and in memory. Workers and"
            + " orders find it; without it, the first worker starts one that ends by itself.")
public final class ServerCommand implements Callable<Integer> {
  private static final int HIGHEST_PORT = 65_535;

  private final CommandContext context;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description =
          "On loopback; by default that of " + LocalPort.VARIABLE + ", or else Temporal's 7233.")
  private Integer port;

  /** In this context. */
  public ServerCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (EmbeddedServer server = start(port())) {
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
      int chosen = port == null ? LocalPort.chosen(context.environment()) : port;
      if (chosen < 1 || chosen > HIGHEST_PORT) {
        throw new UsageException("--port is a port from 1 to 65535, not " + chosen);
      }
      return chosen;
    } catch (TemporalConnection.Unreachable e) {
      throw new UsageException(e.getMessage());
    }
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
                "So that workers and orders find it, type in their terminals: %s%n",
                Environment.setting(LocalPort.VARIABLE, String.valueOf(port)));
      }
    } catch (TemporalConnection.Unreachable e) {
      context.out().println(e.getMessage());
    }
  }
}
