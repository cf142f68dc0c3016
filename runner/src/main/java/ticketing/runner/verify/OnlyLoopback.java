package ticketing.runner.verify;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.Shell;
import ticketing.testkit.TemporaryFolder;

/** Nothing that the workshop starts can be reached from another computer. */
final class OnlyLoopback {
  private static final String FREE_PORT = "PORT";

  private static final Listener REAL_SERVER =
      new Listener("runs at", "server", "--real", "--port", FREE_PORT, "--ui-port", FREE_PORT);

  private OnlyLoopback() {}

  /**
   * A command that listens, with what it starts.
   *
   * @param ready what it says when it does
   * @param arguments of the command; {@link #FREE_PORT} stands for a free port
   */
  private record Listener(String ready, String... arguments) {}

  private static final List<Listener> LISTENERS =
      List.of(
          new Listener("runs at", "server", "--port", FREE_PORT),
          new Listener("is ready", "worker", "03", "--metrics", FREE_PORT),
          new Listener("Ctrl-C", "tickets", "--port", FREE_PORT),
          new Listener("Ctrl-C", "codec", "--port", FREE_PORT),
          new Listener("Ctrl-C", "show", "--port", FREE_PORT));

  /** None where it cannot be seen: only Linux tells who listens where. */
  static List<Check> checks(Workshop workshop) {
    return checks(workshop, LISTENERS);
  }

  /** The same of a real server, where there is one. */
  static List<Check> ofRealServer(Workshop workshop) {
    return checks(workshop, List.of(REAL_SERVER));
  }

  private static List<Check> checks(Workshop workshop, List<Listener> listeners) {
    return Listening.isTold()
        ? listeners.stream().map(listener -> check(workshop, listener)).toList()
        : List.of();
  }

  private static Check check(Workshop workshop, Listener listener) {
    String command = String.join(" ", listener.arguments()).replace(" " + FREE_PORT, " …");
    return new Check(
        "nothing listens on anything but loopback: " + command,
        () -> {
          String[] arguments = listener.arguments().clone();
          for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals(FREE_PORT)) {
              arguments[i] = String.valueOf(Shell.freePort());
            }
          }
          return run(workshop, listener.ready(), arguments);
        });
  }

  private static int run(Workshop workshop, String ready, String... arguments) throws Exception {
    Path log = TemporaryFolder.create("workshop-loopback").resolve("log");
    Map<String, String> environment =
        Map.of(
            "WORKSHOP_PORT",
            String.valueOf(Shell.freePort()),
            "WORKSHOP_IDLE_SECONDS",
            "10",
            "WORKSHOP_ENCRYPTION_KEY",
            "test:" + "A".repeat(43) + "=");
    Process process =
        Shell.start(
            workshop.root(), environment, log, Shell.runnerCommand(workshop.root(), arguments));
    try {
      Processes.awaitText(log, ready);
      List<InetAddress> addresses = addresses(process);
      Check.require(!addresses.isEmpty(), "it does not listen:\n" + Files.readString(log));
      for (InetAddress address : addresses) {
        Check.require(address.isLoopbackAddress(), "it listens at " + address);
      }
      return 1;
    } finally {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroyForcibly();
    }
  }

  private static List<InetAddress> addresses(Process process) throws IOException {
    List<InetAddress> addresses = new ArrayList<>();
    List<ProcessHandle> all =
        Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    for (ProcessHandle one : all) {
      addresses.addAll(Listening.addressesOf(one));
    }
    return addresses;
  }
}
