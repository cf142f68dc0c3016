package ticketing.runner.run.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.TimeUnit;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.Shell;
import ticketing.runner.util.UsageException;
import ticketing.worker.LocalPort;

/**
 * A real Temporal development server in the foreground, in memory and with its Web UI.
 *
 * @param context has its environment
 * @param cli the program that holds it
 * @param port for workers and starters
 * @param uiPort for the Web UI
 */
public record RealServer(CommandContext context, TemporalCli cli, int port, int uiPort) {

  /**
   * One that can be run here.
   *
   * @throws UsageException if there is none on this computer, or a port is taken
   */
  public static RealServer here(CommandContext context, int port, int uiPort) {
    TemporalCli cli =
        TemporalCli.find(context)
            .orElseThrow(
                () ->
                    new UsageException(
                        "There is no real Temporal server here. ./workshop install-server builds"
                            + " one; or install Temporal's CLI, see"
                            + " https://docs.temporal.io/cli.",
                        1));
    requireFree(port, "--port");
    requireFree(uiPort, "--ui-port");
    return new RealServer(context, cli, port, uiPort);
  }

  private static void requireFree(int port, String option) {
    try {
      new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
    } catch (IOException e) {
      throw new UsageException(
          "Port %d is taken. End what listens there, or name another with %s."
              .formatted(port, option),
          1);
    }
  }

  /** What it is and where, for its terminal. */
  public String words() {
    return "A real Temporal server (%s) runs at 127.0.0.1:%d, in memory; its Web UI: http://127.0.0.1:%d. Ctrl-C stops it."
        .formatted(cli.file(), port, uiPort);
  }

  /**
   * Runs until it is stopped; what it says goes to this terminal.
   *
   * @param ready is run once it and its Web UI accept connections
   * @return what it ended with
   */
  public int run(Runnable ready) throws IOException, InterruptedException {
    Process server =
        Shell.builder(
                context,
                context.workingFolder(),
                cli.server(port, List.of("--ui-port", String.valueOf(uiPort))))
            .inheritIO()
            .start();
    try (EndWithJvm end = new EndWithJvm(server)) {
      while (server.isAlive() && !(LocalPort.isListening(port) && LocalPort.isListening(uiPort))) {
        TimeUnit.MILLISECONDS.sleep(100);
      }
      if (server.isAlive()) {
        ready.run();
      }
      return server.waitFor();
    }
  }
}
