package ticketing.runner.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ticketing.runner.run.code.Candidates;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.Shell;
import ticketing.system.Ledger;
import ticketing.system.Reservations;
import ticketing.testkit.TemporaryFolder;
import ticketing.worker.OrderStarter;

/** The commands, run as processes of their own, as from a terminal. */
final class Processes {
  private static final Pattern SERVER = Pattern.compile("\\(process (\\d+), in memory");
  private static final int ORDERS = 20;
  private static final int CRASHES = 3;

  private final Path root;
  private final Path folder = TemporaryFolder.create("workshop-processes");
  private final Path database = folder.resolve("database");
  private final Map<String, String> environment;

  private Processes(Workshop workshop) throws IOException {
    this.root = workshop.root();
    this.environment =
        Map.of(
            "WORKSHOP_PORT",
            String.valueOf(Shell.freePort()),
            "WORKSHOP_DATABASE",
            database.toString(),
            "WORKSHOP_LIKELIHOOD",
            "0.25",
            "WORKSHOP_IDLE_SECONDS",
            "10");
  }

  static List<Check> checks(Workshop workshop) {
    return List.of(
        demoRepeats(workshop, "all stages", workshop.stages().stream().map(Stage::name).toList()),
        demoRepeats(
            workshop, Candidates.KEY, List.of(Candidates.KEY), "--strategy", Candidates.KEY),
        new Check(
            ORDERS + " orders, a worker killed " + CRASHES + " times, " + ORDERS + " tickets",
            () -> new Processes(workshop).killTheWorker()),
        BadInput.check(workshop));
  }

  /** The same seed gives the same table, but for its time; and the tickets on disk agree. */
  private static Check demoRepeats(
      Workshop workshop, String what, List<String> names, String... options) {
    return new Check(
        "the demo's table of " + what + " is the same twice, and agrees with the tickets on disk",
        () -> {
          Path folder = TemporaryFolder.create("workshop-demo");
          List<String> tables = new ArrayList<>();
          for (String run : List.of("one", "two")) {
            List<String> arguments =
                new ArrayList<>(List.of("demo", "--orders", "200", "--seed", "7", "--database"));
            arguments.add(folder.resolve(run).toString());
            arguments.addAll(List.of(options));
            Shell.Output output =
                Shell.workshop(workshop.root(), Map.of(), arguments.toArray(String[]::new));
            Check.require(output.exitCode() == 0, output.tail(40));
            tables.add(withoutTime(output));
          }
          Check.require(tables.get(0).equals(tables.get(1)), String.join("\n\n", tables));
          for (String name : names) {
            requireTableAgrees(folder.resolve("one").resolve(name), tables.get(0));
          }
          return 1;
        });
  }

  private static String withoutTime(Shell.Output output) {
    StringBuilder table = new StringBuilder();
    for (String line : output.lines()) {
      if (line.matches("\\S+( +\\d+){6} .* s")) {
        table.append(line.replaceAll(" +\\S+ s$", "")).append('\n');
      }
    }
    return table.toString();
  }

  private static void requireTableAgrees(Path database, String table) throws Check.Failed {
    String name = database.getFileName().toString();
    Ledger ledger = new Ledger(database, Clock.systemUTC());
    int tickets = 0;
    int duplicates = 0;
    for (String orderId : ledger.orderIds()) {
      int ofOrder = ledger.ticketsOf(orderId).size();
      tickets += ofOrder;
      duplicates += Math.max(0, ofOrder - 1);
    }
    String onDisk = "%s +200 +%d +%d .*".formatted(Pattern.quote(name), tickets, duplicates);
    Check.require(
        table.lines().anyMatch(line -> line.matches(onDisk)),
        "on disk: " + tickets + " tickets, " + duplicates + " duplicates\n" + table);
    boolean exact = name.startsWith("03") || name.startsWith("04") || name.equals(Candidates.KEY);
    Check.require(!exact || tickets == 200 && duplicates == 0, name + "\n" + table);
    Check.require(!name.startsWith("01") || duplicates > 0, name + "\n" + table);
  }

  /** Orders go in by one process while another, the worker, is killed and started again. */
  private int killTheWorker() throws Exception {
    List<String> orderIds = IntStream.rangeClosed(1, ORDERS).mapToObj(n -> "order-" + n).toList();
    new Reservations(
            orderIds.stream()
                .map(id -> new Reservations.Seat(id, "Music of the Spheres", "seat", null))
                .toList())
        .write(database);
    Path workerLog = folder.resolve("worker-0.log");
    Process worker = start(workerLog, "worker", "03");
    Process starter = null;
    try {
      awaitText(workerLog, "is ready");
      List<String> order = new ArrayList<>(List.of("order"));
      order.addAll(orderIds);
      Path starterLog = folder.resolve("starter.log");
      starter = start(starterLog, order.toArray(String[]::new));
      for (int crash = 1; crash <= CRASHES; crash++) {
        awaitText(folder.resolve("worker-" + (crash - 1) + ".log"), "createTicket");
        worker.destroyForcibly().waitFor();
        // With another seed: the same one would begin with the same faults again.
        Path log = folder.resolve("worker-" + crash + ".log");
        worker = start(log, "worker", "03", "--seed", String.valueOf(crash));
      }
      boolean inTime = starter.waitFor(180, TimeUnit.SECONDS);
      if (inTime && starter.exitValue() == OrderStarter.STILL_OPEN) {
        // Temporal waits longer after each failure of a call. Placing again goes on waiting.
        starter = start(starterLog, order.toArray(String[]::new));
        inTime = starter.waitFor(180, TimeUnit.SECONDS);
      }
      Check.require(
          inTime && starter.exitValue() == OrderStarter.TICKET,
          "the starter did not get all its tickets:\n" + Files.readString(starterLog));
      requireOneTicketEach(
          new Ledger(database, Clock.systemUTC()), orderIds, Files.readString(starterLog));
    } finally {
      worker.destroyForcibly();
      if (starter != null) {
        starter.destroyForcibly();
      }
      stopServer(Files.readString(workerLog));
    }
    return 1;
  }

  /** On disk there is one ticket for each, and there is a line that tells the order and it. */
  static void requireOneTicketEach(Ledger ledger, List<String> orderIds, String told)
      throws Check.Failed {
    Set<String> lines = told.lines().collect(Collectors.toSet());
    for (String orderId : orderIds) {
      List<Ledger.Entry> tickets = ledger.ticketsOf(orderId);
      Check.require(tickets.size() == 1, orderId + " has " + tickets.size() + " tickets");
      String line = orderId + "  " + tickets.get(0).ticket().ticketId();
      Check.require(lines.contains(line), "not told: " + line + "\n" + told);
    }
  }

  private Process start(Path log, String... arguments) throws IOException {
    return Shell.start(root, environment, log, Shell.runnerCommand(root, arguments));
  }

  static void awaitText(Path log, String text) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!Files.readString(log).contains(text)) {
      Check.require(
          System.nanoTime() < deadline,
          "waited in vain for \"" + text + "\" in " + log + ":\n" + Files.readString(log));
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  /** The embedded server would end by itself; we are tidier. */
  static void stopServer(String workerLog) {
    Matcher server = SERVER.matcher(workerLog);
    if (server.find()) {
      ProcessHandle.of(Long.parseLong(server.group(1))).ifPresent(ProcessHandle::destroy);
    }
  }
}
