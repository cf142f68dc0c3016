package ticketing.worker;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * The {@link EmbeddedServer} as a process of its own, started by the first worker that finds no
 * Temporal. It outlives that worker, and ends by itself some time after its last client has gone.
 */
public final class EmbeddedTemporal {
  /** The environment variable for how long it stays without a client, in seconds. */
  public static final String IDLE_VARIABLE = "WORKSHOP_IDLE_SECONDS";

  private static final long IDLE_SECONDS = 120;

  private EmbeddedTemporal() {}

  /**
   * Starts it as a process that outlives this one.
   *
   * @param port on loopback
   * @param environment the process's
   * @throws IOException if no process can be started
   */
  static Process launch(int port, Map<String, String> environment) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    File log = logOf(port).toFile();
    ProcessBuilder builder =
        new ProcessBuilder(
                java.toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                EmbeddedTemporal.class.getName(),
                String.valueOf(port))
            .redirectInput(ProcessBuilder.Redirect.PIPE)
            .redirectOutput(log)
            .redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** Where the process that {@link #launch} starts writes what goes wrong. */
  static Path logOf(int port) {
    return Path.of(System.getProperty("java.io.tmpdir"), "workshop-temporal-" + port + ".log");
  }

  /** How long it stays without a client. */
  public static Duration idle(Map<String, String> environment) {
    String seconds = environment.get(IDLE_VARIABLE);
    return Duration.ofSeconds(
        seconds == null || seconds.isBlank() ? IDLE_SECONDS : Long.parseLong(seconds.trim()));
  }

  /** The process: serves on the port that is its argument until it is idle. */
  public static void main(String[] args) throws Exception {
    // Ctrl-C in the terminal of a worker goes to every process of that terminal.
    ignoreInterrupts();
    try (EmbeddedServer server = EmbeddedServer.start(Integer.parseInt(args[0]))) {
      server.awaitIdle(idle(System.getenv()));
    }
    System.exit(0);
  }

  /** By reflection, for javac warns of every mention of these classes, in everybody's build. */
  private static void ignoreInterrupts() throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Class<?> handler = Class.forName("sun.misc.SignalHandler");
    signal
        .getMethod("handle", signal, handler)
        .invoke(
            null,
            signal.getConstructor(String.class).newInstance("INT"),
            handler.getField("SIG_IGN").get(null));
  }
}
