package ticketing.runner.run.orders;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import ticketing.runner.util.LoopbackServer;
import ticketing.runner.util.Shell;
import ticketing.runner.util.UsageException;
import ticketing.runner.util.WithContext;
import ticketing.worker.EmbeddedServer;
import ticketing.worker.LocalPort;
import ticketing.worker.TemporalConnection;

/** {@code ./workshop server}: the embedded Temporal in a terminal of its own. */
@Command(
    name = "server",
    description = {
      "Run the embedded Temporal until you stop it.",
      "It listens on 127.0.0.1 only and keeps everything in memory. Workers and orders find it;"
          + " without it, the first worker starts one that ends by itself."
    })
public final class ServerCommand extends WithContext implements Callable<Integer> {
  @Option(
      names = "--port",
      paramLabel = "PORT",
      description =
          "Listen on this port of 127.0.0.1; default: the value of "
              + LocalPort.VARIABLE
              + ", or 7233.")
  private Integer port;

  @Override
  public Integer call() throws InterruptedException, TemporalConnection.Unreachable {
    int usual = LocalPort.chosen(context.environment());
    int chosen = port == null ? usual : port;
    LoopbackServer.requirePort(chosen, "--port");
    try (EmbeddedServer server = EmbeddedServer.start(chosen)) {
      context.print(
          "The embedded Temporal runs at 127.0.0.1:%d (process %d, in memory: it forgets everything"
              + " when it ends). Ctrl-C stops it.%n",
          server.port(), ProcessHandle.current().pid());
      if (chosen != usual) {
        context.print(
            "Type in the terminals of workers and orders: %s%n",
            Shell.setting(LocalPort.VARIABLE, String.valueOf(chosen)));
      }
      Thread.currentThread().join();
      return 0;
    } catch (IOException e) {
      throw UsageException.failure(
          "Port %d is in use by another process (%s). If that is a Temporal server, use it; otherwise stop it, or pass --port.",
          chosen, e.getMessage());
    }
  }
}
