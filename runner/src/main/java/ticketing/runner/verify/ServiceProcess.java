package ticketing.runner.verify;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import ticketing.runner.service.TicketsAddress;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.Shell;

/**
 * A ticket service as a process of its own, always at the same address, that is killed, stopped and
 * started again.
 */
final class ServiceProcess implements AutoCloseable {
  private static final String TOKEN = "token-of-a-check";

  private final Workshop workshop;
  private final Path database;
  private final Path logs;
  private final String port;
  private final List<Path> runs = new ArrayList<>();
  private volatile Process process;

  /**
   * One that does not run yet.
   *
   * @param logs the folder for what it prints, a file for each run
   */
  ServiceProcess(Workshop workshop, Path database, Path logs) throws IOException {
    this.workshop = workshop;
    this.database = database;
    this.logs = logs;
    this.port = String.valueOf(Shell.freePort());
    Runtime.getRuntime().addShutdownHook(new Thread(this::destroy, "end of a service"));
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** What a worker has to have in its environment to call it. */
  Map<String, String> environment() {
    return Map.of(TicketsAddress.VARIABLE, address().toString());
  }

  /** Starts it, and waits until it is ready. */
  ServiceProcess start(String... options) throws Exception {
    Path log = logs.resolve("service-%s-%d.log".formatted(port, runs.size() + 1));
    runs.add(log);
    List<String> arguments =
        new ArrayList<>(List.of("tickets", "--port", port, "--database", database.toString()));
    arguments.addAll(List.of(options));
    process =
        Shell.start(
            workshop.root(),
            Map.of("WORKSHOP_ADMIN_TOKEN", TOKEN),
            log,
            // One that is killed cleans up nothing.
            Shell.runnerCommand(
                workshop.root(),
                List.of("-Djava.io.tmpdir=" + logs),
                arguments.toArray(String[]::new)));
    Processes.awaitText(log, "is ready");
    return this;
  }

  /** Switches its faults, as somebody does at a terminal. */
  void faults(String... options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("faults"));
    arguments.addAll(List.of(options));
    Map<String, String> environment = new TreeMap<>(environment());
    environment.put("WORKSHOP_ADMIN_TOKEN", TOKEN);
    Shell.Output output =
        Shell.run(
            workshop.root(),
            environment,
            Duration.ofSeconds(30),
            Shell.runnerCommand(workshop.root(), arguments.toArray(String[]::new)));
    Check.require(output.exitCode() == 0, output.text());
  }

  private void destroy() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  /** As kill -9. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Stops it for so long and lets it go on. Not on Windows. */
  void pause(Duration time) throws Exception {
    pause(process, time);
  }

  /** Stops a process for so long and lets it go on, as kill -STOP and kill -CONT. */
  static void pause(Process process, Duration time) throws Exception {
    signal("-STOP", process);
    try {
      TimeUnit.MILLISECONDS.sleep(time.toMillis());
    } finally {
      signal("-CONT", process);
    }
  }

  /** Sends a process a signal, such as -TERM. Not on Windows. */
  static void signal(String signal, Process process) throws Exception {
    Shell.Output output =
        Shell.run(
            Path.of("."),
            Map.of(),
            Duration.ofSeconds(10),
            List.of("kill", signal, String.valueOf(process.pid())));
    Check.require(output.exitCode() == 0, output.text());
  }

  /** As Ctrl-C or kill; returns its exit code. */
  int terminate() throws Exception {
    process.destroy();
    Check.require(process.waitFor(20, TimeUnit.SECONDS), "it does not end:\n" + log());
    return process.exitValue();
  }

  ProcessHandle process() {
    return process.toHandle();
  }

  /** What the run of now has printed so far. */
  String log() throws IOException {
    return Files.readString(runs.get(runs.size() - 1));
  }

  /** Waits until the run of now has printed this. */
  void awaitLog(String text) throws Exception {
    Processes.awaitText(runs.get(runs.size() - 1), text);
  }

  /** What all runs have printed, without the last line of one that was killed at it. */
  List<String> told() throws IOException {
    List<String> told = new ArrayList<>();
    for (Path run : runs) {
      String text = Files.readString(run);
      text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(told::add);
    }
    return told;
  }

  @Override
  public void close() throws InterruptedException {
    if (process != null) {
      kill();
    }
  }
}
