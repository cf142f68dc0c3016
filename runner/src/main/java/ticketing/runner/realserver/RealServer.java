package ticketing.runner.realserver;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import ticketing.runner.UsageException;
import ticketing.runner.stages.Workshop;

/** A real Temporal development server in the foreground, with its Web UI, until it is stopped. */
public final class RealServer {
  private RealServer() {}

  /**
   * Runs it; what it says goes to this terminal. It keeps everything in memory.
   *
   * @param port for workers and starters
   * @param uiPort for the Web UI
   * @return what it ended with
   * @throws UsageException if there is none on this computer, or a port is taken
   */
  public static int run(Workshop workshop, int port, int uiPort)
      throws IOException, InterruptedException {
    TemporalCli cli =
        TemporalCli.find(workshop)
            .orElseThrow(
                () ->
                    new UsageException(
                        "There is no real Temporal server here. ./workshop install-server builds"
                            + " one; or install Temporal's CLI, see"
                            + " https://docs.temporal.io/cli.",
                        1));
    requireFree(port, "--port");
    requireFree(uiPort, "--ui-port");
    Process server =
        new ProcessBuilder(cli.server(port, List.of("--ui-port", String.valueOf(uiPort))))
            .inheritIO()
            .start();
    try (EndWithJvm end = new EndWithJvm(server)) {
      System.out.printf(
          "Temporal at 127.0.0.1:%d, its Web UI at http://127.0.0.1:%d, in memory (%s)."
              + " Ctrl-C stops it.%n",
          port, uiPort, cli.file());
      return server.waitFor();
    }
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
}
