package ticketing.runner.bench;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.Shell;
import ticketing.testkit.TemporaryFolder;
import ticketing.worker.LocalPort;
import ticketing.worker.TemporalConnection;

/**
 * The Temporal server that orders are measured on: the one that is configured, such as by {@code
 * TEMPORAL_ADDRESS}, or else an embedded one, as {@code ./workshop server} runs it.
 *
 * @param name what it is
 * @param address host and port
 * @param environment the variables by which a process finds it
 * @param process what was started for it, if anything
 */
record BenchServer(
    String name, String address, Map<String, String> environment, Optional<Process> process)
    implements AutoCloseable {

  static BenchServer find(Workshop workshop) throws Exception {
    Optional<String> configured = TemporalConnection.configuredAddress();
    if (configured.isPresent()) {
      return new BenchServer(configured.get(), configured.get(), Map.of(), Optional.empty());
    }
    String port = String.valueOf(Shell.freePort());
    Path log = TemporaryFolder.create("workshop-embedded").resolve("server.log");
    Process server =
        Shell.start(
            workshop.root(),
            Map.of(),
            log,
            Shell.runnerCommand(workshop.root(), "server", "--port", port));
    Shell.awaitText(server, log, "runs at 127.0.0.1:" + port);
    return new BenchServer(
        "the embedded server",
        "127.0.0.1:" + port,
        Map.of(LocalPort.VARIABLE, port),
        Optional.of(server));
  }

  @Override
  public String toString() {
    return name;
  }

  @Override
  public void close() {
    process.ifPresent(Process::destroy);
  }
}
