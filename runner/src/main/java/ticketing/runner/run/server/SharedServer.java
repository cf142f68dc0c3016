package ticketing.runner.run.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.Shell;
import ticketing.testkit.TemporaryFolder;
import ticketing.worker.LocalPort;

/** A Temporal server that several scenes share. It starts when the first of them needs it. */
public final class SharedServer implements AutoCloseable {
  private final String name;
  private final Start start;
  private Running running;

  private SharedServer(String name, Start start) {
    this.name = name;
    this.start = start;
  }

  /**
   * One that runs.
   *
   * @param address host and port
   * @param environment the variables by which a process finds it
   * @param end ends it
   */
  private record Running(String address, Map<String, String> environment, Runnable end) {}

  /** Starts it. */
  private interface Start {
    Running now() throws Exception;
  }

  /** The embedded one, as {@code ./workshop server} runs it. */
  public static SharedServer embedded(Workshop workshop) {
    return new SharedServer("the embedded server", () -> startEmbedded(workshop));
  }

  /** The embedded one, which the command that is checked starts for itself. */
  public static SharedServer embeddedByCommand() {
    return new SharedServer("the embedded server", () -> new Running("", Map.of(), () -> {}));
  }

  private static Running startEmbedded(Workshop workshop) throws Exception {
    String port = String.valueOf(Shell.freePort());
    Path log = TemporaryFolder.create("workshop-embedded").resolve("server.log");
    Process server =
        Shell.start(
            workshop.root(),
            Map.of(),
            log,
            Shell.runnerCommand(workshop.root(), "server", "--port", port));
    Runtime.getRuntime().addShutdownHook(new Thread(server::destroyForcibly));
    Shell.awaitText(server, log, "runs at 127.0.0.1:" + port);
    return new Running("127.0.0.1:" + port, Map.of(LocalPort.VARIABLE, port), server::destroy);
  }

  /** A real development server, which keeps everything in memory. */
  public static SharedServer real(Callable<TemporalCli> program) {
    return new SharedServer("a real server", () -> startReal(program.call()));
  }

  private static Running startReal(TemporalCli cli) throws IOException, InterruptedException {
    Path log = TemporaryFolder.create("workshop-real").resolve("server.log");
    DevServer server = DevServer.start(cli, Optional.empty(), log);
    return new Running(server.address(), environment(server), server::close);
  }

  /** The variables by which a process finds a server at this address. */
  public static Map<String, String> environment(DevServer server) {
    return Map.of("TEMPORAL_ADDRESS", server.address());
  }

  /** What it is, in words. */
  @Override
  public String toString() {
    return name;
  }

  /** Where it is, host and port. */
  public String address() throws Exception {
    return running().address();
  }

  /** The variables by which a process finds it. */
  public Map<String, String> environment() throws Exception {
    return running().environment();
  }

  private Running running() throws Exception {
    if (running == null) {
      running = start.now();
    }
    return running;
  }

  @Override
  public void close() {
    if (running != null) {
      running.end().run();
    }
  }
}
