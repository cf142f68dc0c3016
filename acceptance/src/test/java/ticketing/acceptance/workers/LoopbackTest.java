package ticketing.acceptance.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import ticketing.acceptance.support.CommandProcess;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.Shell;

/**
 * Tests that all servers of the workshop listen only on loopback.
 *
 * @see <a href="https://docs.kernel.org/networking/proc_net_tcp.html">The files net/tcp and
 *     net/tcp6</a>
 */
@Tag("process")
@EnabledOnOs(value = OS.LINUX, disabledReason = "Only Linux lists listening sockets in /proc")
class LoopbackTest {
  /** 127.0.0.1, ::1 and ::ffff:127.0.0.1, as /proc shows them. */
  private static final Set<String> LOOPBACK =
      Set.of("0100007F", "00000000000000000000000001000000", "0000000000000000FFFF00000100007F");

  private static final String LISTENS = "0A";
  private static final int LOCAL_ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;

  /** The commands, each with the text that it prints when it is ready. */
  private static final Map<String, String> COMMANDS =
      Map.of(
          "server --port", "runs at",
          "worker 03 --metrics", "is ready",
          "tickets --port", "Ctrl-C",
          "codec --port", "Ctrl-C",
          "show --port", "Ctrl-C");

  private final Map<String, CommandProcess> processes = new TreeMap<>();

  @TempDir private Path folder;

  /**
   * Starts all commands at once, because each takes seconds. The worker also starts an embedded
   * server.
   */
  @BeforeEach
  void start() throws IOException {
    for (String command : COMMANDS.keySet()) {
      Map<String, String> environment =
          Map.of(
              "WORKSHOP_PORT",
              String.valueOf(Shell.freePort()),
              "WORKSHOP_ENCRYPTION_KEY",
              "test:" + "A".repeat(43) + "=");
      String[] arguments = (command + " " + Shell.freePort()).split(" ");
      Path log = folder.resolve(arguments[0] + ".log");
      processes.put(
          command, CommandProcess.start(Workshop.here().root(), environment, log, arguments));
    }
  }

  @AfterEach
  void stop() throws InterruptedException {
    for (CommandProcess process : processes.values()) {
      process.close();
    }
  }

  @Test
  void every_server_listens_on_loopback_only() throws IOException {
    for (String command : COMMANDS.keySet()) {
      CommandProcess process = processes.get(command).awaitText(COMMANDS.get(command));
      List<String> addresses = new ArrayList<>();
      for (ProcessHandle one : withChildren(process.handle())) {
        addresses.addAll(listeningAddresses(one));
      }
      assertThat(addresses).as(command).isNotEmpty().isSubsetOf(LOOPBACK);
    }
  }

  private static List<ProcessHandle> withChildren(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.descendants()).toList();
  }

  private static List<String> listeningAddresses(ProcessHandle process) throws IOException {
    Path folder = Path.of("/proc", String.valueOf(process.pid()));
    Set<String> sockets = socketsOf(folder);
    List<String> addresses = new ArrayList<>();
    for (String table : List.of("net/tcp", "net/tcp6")) {
      for (String line : Files.readAllLines(folder.resolve(table))) {
        String[] fields = line.strip().split("\\s+");
        if (fields[STATE].equals(LISTENS) && sockets.contains("socket:[" + fields[INODE] + "]")) {
          addresses.add(fields[LOCAL_ADDRESS].split(":")[0]);
        }
      }
    }
    return addresses;
  }

  private static Set<String> socketsOf(Path process) throws IOException {
    Set<String> sockets = new HashSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path file : files) {
        try {
          sockets.add(Files.readSymbolicLink(file).toString());
        } catch (NoSuchFileException e) {
          // The process or its socket was closed in the meantime.
        }
      }
    }
    return sockets;
  }
}
