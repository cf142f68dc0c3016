package ticketing.worker;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import ticketing.worker.TemporalConnection.Unreachable;

/**
 * The {@link EmbeddedServer} as a process of its own, started by the first worker that finds no
 * Temporal. It outlives that worker, and ends some time after its last client.
 */
public record EmbeddedServerProcess(Process process) {
  private static final Duration IDLE = Duration.ofSeconds(120);
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(50);

  /** Starts it at this port of 127.0.0.1 and waits until it listens. */
  static EmbeddedServerProcess start(int port, Map<String, String> environment) throws Unreachable {
    Path log = file(port, "log");
    ProcessBuilder builder =
        new ProcessBuilder(command(port)).redirectOutput(log.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      long deadline = System.nanoTime() + START.toNanos();
      while (process.isAlive() && System.nanoTime() < deadline) {
        if (LocalPort.isListening(port)) {
          Files.writeString(file(port, "pid"), String.valueOf(process.pid()));
          return new EmbeddedServerProcess(process);
        }
        LockSupport.parkNanos(POLL.toNanos());
      }
      process.destroyForcibly();
    } catch (IOException e) {
      throw new Unreachable("Cannot start the embedded Temporal: " + e.getMessage());
    }
    throw new Unreachable(
        "The embedded Temporal did not start on port %d. Its output is in %s. If the port is taken, set %s to a free one in every terminal."
            .formatted(port, log, LocalPort.VARIABLE));
  }

  /** Ends the one that a worker has started at this port; returns whether there was one. */
  public static boolean end(int port) {
    Path file = file(port, "pid");
    try {
      Instant written = Files.getLastModifiedTime(file).toInstant();
      Optional<ProcessHandle> server =
          ProcessHandle.of(Long.parseLong(Files.readString(file)))
              // A number can be another process's by now.
              .filter(process -> startOf(process).isBefore(written.plusSeconds(1)))
              .filter(process -> startOf(process).isAfter(written.minus(START)));
      Files.delete(file);
      server.ifPresent(EmbeddedServerProcess::end);
      return server.isPresent();
    } catch (IOException | NumberFormatException e) {
      return false; // none was started
    }
  }

  private static Instant startOf(ProcessHandle process) {
    return process.info().startInstant().orElse(Instant.MAX);
  }

  private static void end(ProcessHandle server) {
    server.destroy();
    server.onExit().orTimeout(START.toSeconds(), TimeUnit.SECONDS).join();
  }

  /** Returns the path of a file about the server at a port. */
  private static Path file(int port, String type) {
    return Path.of(
        System.getProperty("java.io.tmpdir"), "workshop-temporal-%d.%s".formatted(port, type));
  }

  /**
   * Ctrl-C goes to every process of the worker's terminal, and must not end the server: javaw has
   * no terminal, and a signal that the shell ignores stays ignored.
   */
  private static List<String> command(int port) {
    Path bin = Path.of(System.getProperty("java.home"), "bin");
    List<String> command = new ArrayList<>();
    if (System.getProperty("os.name").startsWith("Windows")) {
      command.add(bin.resolve("javaw.exe").toString());
    } else {
      command.addAll(List.of("/bin/sh", "-c", "trap '' INT; exec \"$0\" \"$@\""));
      command.add(bin.resolve("java").toString());
    }
    // The archive of classes that the command has which starts it.
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.matches("-XX:SharedArchiveFile=.*|-Xlog:cds.*"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            EmbeddedServerProcess.class.getName(),
            String.valueOf(port)));
    return command;
  }

  /** Describes it in a worker's first line. */
  @Override
  public String toString() {
    return "process %d, in memory; it ends %d seconds after its last client has disconnected"
        .formatted(process.pid(), IDLE.toSeconds());
  }

  /** Runs it, on the port that is its argument. */
  public static void main(String[] args) throws Exception {
    IdleWatch clients = new IdleWatch();
    try (EmbeddedServer server =
        EmbeddedServer.start(
            Integer.parseInt(args[0]), builder -> builder.addTransportFilter(clients))) {
      clients.awaitIdle(IDLE);
    }
    System.exit(0);
  }
}
