package ticketing.acceptance.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ticketing.acceptance.support.CommandProcess;
import ticketing.runner.util.Shell;
import ticketing.system.Ledger;

/**
 * Runs {@code ./workshop show} as a process with its own embedded Temporal, and reads the tickets
 * on disk.
 */
public final class ShowProcess implements AutoCloseable {
  private final Path root;
  private final Path folder;
  private final int port;
  private final Map<String, String> environment;
  private final List<CommandProcess> started = new ArrayList<>();
  private CommandProcess show;

  /**
   * Creates a stopped server.
   *
   * @param root the workshop's folder, in which the launcher has built the runner
   * @param folder an empty folder for all files that the server writes
   */
  public ShowProcess(Path root, Path folder) throws IOException {
    this.root = root;
    this.folder = folder;
    this.port = Shell.freePort();
    this.environment = Map.of("WORKSHOP_PORT", String.valueOf(Shell.freePort()));
  }

  /** Starts the show server and waits until it serves the page. */
  public ShowProcess start(String... options) {
    List<String> command = new ArrayList<>(List.of("show", "--port", String.valueOf(port)));
    command.addAll(List.of("--database", database().toString()));
    command.addAll(List.of(options));
    show = run(command.toArray(String[]::new)).awaitText("Ctrl-C");
    return this;
  }

  /** Starts an embedded Temporal that outlives the show server, always at the same address. */
  public CommandProcess startTemporal() {
    return run("server").awaitText("runs at");
  }

  private CommandProcess run(String... command) {
    Path log = folder.resolve(command[0] + "-" + started.size() + ".log");
    CommandProcess process = CommandProcess.start(root, environment, log, command);
    started.add(process);
    return process;
  }

  /** Returns the process of the show server. */
  public CommandProcess process() {
    return show;
  }

  /** Returns the page's address, with a trailing slash. */
  public String address() {
    return "http://127.0.0.1:" + port + "/";
  }

  /** Returns the database folder, which contains one folder per run. */
  public Path database() {
    return folder.resolve("page");
  }

  /** Returns the tickets of an order on disk. */
  public List<String> ticketsOf(String run, String lane, int order) {
    return ledger(run, lane).ticketIdsOf("order-%s-%s-%04d".formatted(run, lane, order));
  }

  /** Returns the number of tickets of a lane on disk. */
  public int countTickets(String run, String lane) {
    Ledger ledger = ledger(run, lane);
    return ledger.orderIds().stream().mapToInt(order -> ledger.ticketIdsOf(order).size()).sum();
  }

  /**
   * Asserts that exactly this number of orders has tickets on disk, and that each has exactly one.
   */
  public void assertOneTicketEach(String run, Collection<String> lanes, int orders) {
    for (String lane : lanes) {
      Ledger ledger = ledger(run, lane);
      assertThat(ledger.orderIds())
          .as("orders with tickets on disk, lane %s", lane)
          .hasSize(orders)
          .allSatisfy(order -> assertThat(ledger.ticketIdsOf(order)).hasSize(1));
    }
  }

  private Ledger ledger(String run, String lane) {
    try (Stream<Path> lanes = Files.list(database().resolve(run))) {
      Path found =
          lanes
              .filter(Files::isDirectory)
              .filter(path -> path.getFileName().toString().matches(lane + "(-.*)?"))
              .findFirst()
              .orElseThrow();
      return new Ledger(found, Clock.systemUTC());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kills all processes that this object started, and their children. */
  @Override
  public void close() throws InterruptedException {
    for (CommandProcess process : started) {
      List<ProcessHandle> all = process.handle().descendants().toList();
      process.close();
      all.forEach(child -> child.onExit().join());
    }
  }
}
