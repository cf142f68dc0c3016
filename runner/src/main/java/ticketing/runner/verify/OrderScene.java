package ticketing.runner.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.Shell;
import ticketing.system.Database;
import ticketing.system.Ledger;
import ticketing.system.Reservations;
import ticketing.testkit.TemporaryFolder;
import ticketing.worker.OrderStarter;

/**
 * A ticket database, worker processes and starters, each as from a terminal of its own, until the
 * scene is closed.
 */
final class OrderScene implements AutoCloseable {
  private static final int MOST_PLACINGS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(240);
  private static final Duration LOOKED_EVERY = Duration.ofMillis(20);

  private final Workshop workshop;
  private final Path folder = TemporaryFolder.create("workshop-scene");
  private final Ledger ledger = new Ledger(folder.resolve("database"), Clock.systemUTC());
  private final Map<String, String> environment;
  private final List<Process> processes = new CopyOnWriteArrayList<>();
  private final Thread hook =
      new Thread(() -> processes.forEach(Process::destroyForcibly), "end of a scene");
  private ServiceProcess service;

  /**
   * A scene before anything runs.
   *
   * @param server the variables by which a process finds Temporal
   */
  OrderScene(Workshop workshop, Map<String, String> server, Reservations reservations) {
    this.workshop = workshop;
    this.environment = new TreeMap<>(server);
    environment.put(Database.VARIABLE, ledger.database().toString());
    reservations.write(ledger.database());
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** A process that places orders, and what it has told so far. */
  record Placing(Process process, Path log) {
    boolean isDone() {
      return !process.isAlive();
    }

    /** Waits for its end, and returns its exit code. */
    int await() throws InterruptedException, Check.Failed, IOException {
      Check.require(
          process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS),
          "still waiting after " + PATIENCE.toSeconds() + " s:\n" + told());
      return process.exitValue();
    }

    String told() throws IOException {
      return Files.readString(log);
    }
  }

  /** The tickets on disk. */
  Ledger ledger() {
    return ledger;
  }

  /** Where a file of the scene may be. */
  Path file(String name) {
    return folder.resolve(name);
  }

  /** Starts a worker of the stage's solution, and waits until it is ready. */
  Process worker(Stage stage, String... options) throws Exception {
    return worker(stage, Map.of(), options);
  }

  /** The same, with more in its environment. */
  Process worker(Stage stage, Map<String, String> more, String... options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("worker", stage.name()));
    arguments.addAll(List.of(options));
    Path log = nextLog(stage + "-worker");
    Process worker = start(log, more, arguments);
    Processes.awaitText(log, "is ready");
    return worker;
  }

  /** The same, and calls fail: those of the worker, or of the service that it calls. */
  Process faultyWorker(Stage stage, String likelihood, int seed) throws Exception {
    String[] faults = {"--likelihood", likelihood, "--seed", String.valueOf(seed)};
    if (service == null) {
      return worker(stage, faults);
    }
    service.faults(faults);
    return worker(stage);
  }

  /** Starts a ticket service of the database. Workers that start from now on call it. */
  void startService() throws Exception {
    service =
        new ServiceProcess(workshop, ledger.database(), Files.createDirectories(file("services")));
    service.start();
    environment.putAll(service.environment());
  }

  /** Starts to place the orders. */
  Placing place(Stage stage, List<String> orderIds) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("order", "--stage", stage.name()));
    arguments.addAll(orderIds);
    Path log = nextLog(stage + "-orders");
    return new Placing(start(log, Map.of(), arguments), log);
  }

  /**
   * Waits until all of them have their tickets, and returns what was told. Temporal waits longer
   * after each failure of a call, a starter not so long: placing again goes on waiting.
   */
  String awaitTickets(Placing placing, Stage stage, List<String> orderIds) throws Exception {
    Placing latest = placing;
    for (int i = 1; latest.await() == OrderStarter.STILL_OPEN && i < MOST_PLACINGS; i++) {
      latest = place(stage, orderIds);
    }
    Check.require(
        latest.await() == OrderStarter.TICKET, "not all got their tickets:\n" + latest.told());
    return latest.told();
  }

  /** Places the orders and waits until all of them have their tickets; returns what was told. */
  String tickets(Stage stage, List<String> orderIds) throws Exception {
    return awaitTickets(place(stage, orderIds), stage, orderIds);
  }

  /** Waits until so many orders have something in the ledger. */
  void awaitOrdersInLedger(int count) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (ledger.orderIds().size() < count) {
      Check.require(System.nanoTime() < deadline, "waited in vain for " + count + " orders");
      TimeUnit.MILLISECONDS.sleep(LOOKED_EVERY.toMillis());
    }
  }

  private Path nextLog(String name) {
    return file(processes.size() + "-" + name + ".log");
  }

  private Process start(Path log, Map<String, String> more, List<String> arguments)
      throws IOException {
    Map<String, String> all = new TreeMap<>(environment);
    all.putAll(more);
    Process process =
        Shell.start(
            workshop.root(),
            all,
            log,
            // One that is killed cleans up nothing.
            Shell.runnerCommand(
                workshop.root(),
                List.of("-Djava.io.tmpdir=" + folder),
                arguments.toArray(String[]::new)));
    processes.add(process);
    return process;
  }

  @Override
  public void close() throws InterruptedException {
    if (service != null) {
      service.close();
    }
    processes.forEach(Process::destroyForcibly);
    for (Process process : processes) {
      process.waitFor();
    }
    Runtime.getRuntime().removeShutdownHook(hook);
  }
}
