package ticketing.runner.verify;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import ticketing.runner.Shell;
import ticketing.system.Ledger;
import ticketing.testkit.TemporaryFolder;

/**
 * {@code ./workshop show} as a process of its own, with a Temporal of its own, and its tickets in a
 * temporary folder; until it is closed.
 */
final class ShowProcess implements AutoCloseable {
  private static final int ENDS_WITHIN_SECONDS = 20;

  private final Path folder = TemporaryFolder.create("workshop-show");
  private final Path database = folder.resolve("tickets");
  private final Path log = folder.resolve("show.log");
  private final URI address;
  private final Process process;
  private final List<ProcessHandle> started = new CopyOnWriteArrayList<>();
  private final Thread hook = new Thread(this::destroy, "end of a live page");

  private ShowProcess(Path root, List<String> options) throws IOException {
    int port = Shell.freePort();
    address = URI.create("http://127.0.0.1:" + port + "/");
    List<String> arguments = new ArrayList<>(List.of("show", "--port", String.valueOf(port)));
    arguments.addAll(List.of("--database", database.toString()));
    arguments.addAll(options);
    process =
        Shell.start(
            root,
            Map.of(
                "WORKSHOP_PORT", String.valueOf(Shell.freePort()), "WORKSHOP_IDLE_SECONDS", "10"),
            log,
            // One that is killed cleans up nothing.
            Shell.runnerCommand(
                root, List.of("-Djava.io.tmpdir=" + folder), arguments.toArray(String[]::new)));
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Starts it, and waits until it serves its page.
   *
   * @param root the workshop's folder; its runner has to be built
   */
  static ShowProcess start(Path root, String... options) throws Exception {
    ShowProcess show = new ShowProcess(root, List.of(options));
    try {
      Shell.awaitText(show.process, show.log, "The page is at");
      return show;
    } catch (IOException | InterruptedException e) {
      show.close();
      throw e;
    }
  }

  /** Of its page. */
  URI address() {
    return address;
  }

  /** Itself, without its worker and its Temporal. */
  ProcessHandle process() {
    return process.toHandle();
  }

  /** What it has printed so far. */
  String told() throws IOException {
    return Files.readString(log);
  }

  /** Where a file of the check may be. */
  Path file(String name) {
    return folder.resolve(name);
  }

  /**
   * The tickets of an order, as anybody sees them who looks into its folder.
   *
   * @param run the name of the run
   * @param lane the ID of the lane, such as {@code 03}
   */
  List<String> tickets(String run, String lane, int number) throws IOException {
    return ledger(run, lane).ticketIdsOf("order-%s-%s-%04d".formatted(run, lane, number));
  }

  /** The tickets of all orders of a lane. */
  int tickets(String run, String lane) throws IOException {
    Ledger ledger = ledger(run, lane);
    return ledger.orderIds().stream().mapToInt(id -> ledger.ticketIdsOf(id).size()).sum();
  }

  private Ledger ledger(String run, String lane) throws IOException {
    try (Stream<Path> folders = Files.list(database.resolve(run))) {
      Path folder =
          folders
              .filter(Files::isDirectory)
              .filter(path -> path.getFileName().toString().split("-", 2)[0].equals(lane))
              .findFirst()
              .orElseThrow(() -> new IOException("There is no folder of lane " + lane));
      return new Ledger(folder, Clock.systemUTC());
    }
  }

  private void destroy() {
    started.addAll(process.descendants().toList());
    process.destroyForcibly();
    started.forEach(ProcessHandle::destroyForcibly);
  }

  /** Ends it as Ctrl-C does, and its Temporal. */
  @Override
  public void close() throws InterruptedException, Check.Failed {
    started.addAll(process.descendants().toList());
    process.destroy();
    boolean ended = process.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS);
    destroy();
    Runtime.getRuntime().removeShutdownHook(hook);
    Check.require(ended, "the page's server does not end within " + ENDS_WITHIN_SECONDS + " s");
  }
}
