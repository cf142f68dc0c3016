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
 * {@code ./workshop show} as a process, on an embedded Temporal of its own; and the tickets that it
 * leaves on disk.
 */
public final class ShowProcess implements AutoCloseable {
  private final Path root;
  private final Path folder;
  private final int port;
  private final Map<String, String> environment;
  private final List<CommandProcess> started = new ArrayList<>();
  private CommandProcess show;

  /**
   * One that does not run yet.
   *
   * @param root the workshop's folder, in which the launcher has built the runner
   * @param folder an empty one, for all that it writes
   */
  public ShowProcess(Path root, Path folder) throws IOException {
    this.root = root;
    this.folder = folder;
    this.port = Shell.freePort();
    this.environment =
        Map.of("WORKSHOP_PORT", String.valueOf(Shell.freePort()), "WORKSHOP_IDLE_SECONDS", "60");
  }

  /** Starts it, and waits until it serves the page. */
  public ShowProcess start(String... options) {
    List<String> command = new ArrayList<>(List.of("show", "--port", String.valueOf(port)));
    command.addAll(List.of("--database", database().toString()));
    command.addAll(List.of(options));
    show = run(command.toArray(String[]::new)).awaitText("Ctrl-C");
    return this;
  }

  /** Starts an embedded Temporal that outlives it, at the same address each time. */
  public CommandProcess startTemporal() {
    return run("server").awaitText("runs at");
  }

  private CommandProcess run(String... command) {
    Path log = folder.resolve(command[0] + "-" + started.size() + ".log");
    CommandProcess process = CommandProcess.start(root, environment, log, command);
    started.add(process);
    return process;
  }

  /** The process that was started last. */
  public CommandProcess process() {
    return show;
  }

  /** The page's address, with a slash at its end. */
  public String address() {
    return "http://127.0.0.1:" + port + "/";
  }

  /** The folder with a folder for each run. */
  public Path database() {
    return folder.resolve("page");
  }

  /** The tickets of an order, as they are on disk. */
  public List<String> ticketsOf(String run, String lane, int order) {
    return ledger(run, lane).ticketIdsOf("order-%s-%s-%04d".formatted(run, lane, order));
  }

  /** How many tickets a lane has on disk. */
  public int countTickets(String run, String lane) {
    Ledger ledger = ledger(run, lane);
    return ledger.orderIds().stream().mapToInt(order -> ledger.ticketIdsOf(order).size()).sum();
  }

  /** Asserts that so many orders have a ticket on disk, and each of them one only. */
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

  /** Kills it, and all that it has started. */
  @Override
  public void close() throws InterruptedException {
    for (CommandProcess process : started) {
      List<ProcessHandle> all = process.handle().descendants().toList();
      process.close();
      all.forEach(child -> child.onExit().join());
    }
  }
}
