package ticketing.runner.verify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import ticketing.runner.run.orders.RunOrders;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.Shell;
import ticketing.system.Database;
import ticketing.system.Ledger;
import ticketing.testkit.TemporaryFolder;
import ticketing.worker.EmbeddedServer;
import ticketing.worker.LocalPort;

/**
 * Worker processes: several at one task queue; stopped with work in flight; without their server,
 * their ticket database or their ticket service for a while.
 */
final class Workers implements AutoCloseable {
  private static final int ORDERS = 60;
  private static final int MOMENTS_SECONDS = 3;
  private static final int PATIENCE_SECONDS = 240;
  private static final int TERMINATED = 143;

  private final Workshop workshop;
  private final Path folder = TemporaryFolder.create("workshop-workers");
  private final Path database = folder.resolve("database");
  private final List<String> orderIds = RunOrders.ids("order-", ORDERS);
  private final List<Process> processes = new ArrayList<>();
  private final int port = Shell.freePort();
  private EmbeddedServer server = EmbeddedServer.start(port);

  private Workers(Workshop workshop) throws Exception {
    this.workshop = workshop;
    RunOrders.reservations(orderIds).write(database);
  }

  /** What happens while the orders are worked on. */
  private interface Scene {
    void play(Workers workers) throws Exception;
  }

  static List<Check> checks(Workshop workshop) {
    return List.of(
        check(workshop, "two workers share the orders, and stop when asked to", Workers::share),
        check(
            workshop,
            "two workers of a stage at task queues of their own have databases of their own",
            Workers::part),
        check(
            workshop,
            "a ticket database that vanishes and comes back: one line each, one ticket each",
            Workers::vanish),
        check(
            workshop,
            "a ticket service that is killed and comes back: one line each, one ticket each",
            Workers::loseService),
        check(
            workshop,
            "a server that goes and comes back: one line each, and the worker goes on",
            Workers::loseServer));
  }

  private static Check check(Workshop workshop, String name, Scene scene) {
    return new Check(
        name,
        () -> {
          try (Workers workers = new Workers(workshop)) {
            scene.play(workers);
          }
          return 1;
        });
  }

  private void share() throws Exception {
    Path one = worker("one");
    Path other = worker("other");
    Process starter = start("orders", "order", "--all", "--database", database.toString());
    requireEnd(starter, 0, "orders");
    requireOneTicketEach();
    long ofOne = creates(one);
    long ofOther = creates(other);
    Check.require(
        ofOne > 0 && ofOther > 0 && ofOne + ofOther == ORDERS,
        "creates by the one: " + ofOne + ", by the other: " + ofOther);
    for (String name : List.of("one", "other")) {
      Process worker = processes.get(name.equals("one") ? 0 : 1);
      worker.destroy();
      if (!Shell.WINDOWS) {
        requireEnd(worker, TERMINATED, name);
      }
    }
  }

  private void part() throws Exception {
    Path elsewhere = folder.resolve("elsewhere");
    String evening = "order-evening";
    RunOrders.reservations(List.of(evening)).write(elsewhere);
    Path here = worker("here");
    start("there", "worker", "03", "--database", elsewhere.toString(), "--task-queue", "evening");
    Processes.awaitText(log("there"), "Worker of 03-validate-loop on task queue evening is ready");
    requireEnd(start("orders", "order", "--all", "--database", database.toString()), 0, "orders");
    requireEnd(start("order", "order", evening, "--task-queue", "evening"), 0, "order");
    requireOneTicketEach();
    Check.require(creates(here) == ORDERS, creates(here) + " creates\n" + Files.readString(here));
    Check.require(
        new Ledger(elsewhere, Clock.systemUTC()).ticketsOf(evening).size() == 1,
        "no ticket of " + evening);
  }

  private static long creates(Path log) throws Exception {
    return Files.readAllLines(log).stream()
        .filter(line -> line.matches(".* createTicket .* stored"))
        .count();
  }

  private void vanish() throws Exception {
    Path log = worker("worker");
    Process starter = start("orders", "order", "--all", "--database", database.toString());
    Processes.awaitText(log, "createTicket");
    Path elsewhere = folder.resolve("elsewhere");
    Files.move(database, elsewhere);
    Processes.awaitText(log, Database.gone(database));
    TimeUnit.SECONDS.sleep(MOMENTS_SECONDS);
    Check.require(!Files.exists(database), "the database's folder was made anew");
    Files.move(elsewhere, database);
    requireEnd(starter, 0, "orders");
    requireOneTicketEach();
    requireOnce(log, Database.gone(database));
    requireOnce(log, "is back. The orders go on.");
  }

  private void loseService() throws Exception {
    String servicePort = String.valueOf(Shell.freePort());
    Process service = service("service", servicePort);
    start("worker", "worker", "03", "--tickets", "http://127.0.0.1:" + servicePort);
    Processes.awaitText(log("worker"), "is ready");
    Process starter = start("orders", "order", "--all", "--database", database.toString());
    Processes.awaitText(log("service"), "createTicket");
    service.destroyForcibly().waitFor();
    Processes.awaitText(log("worker"), "does not answer any more");
    TimeUnit.SECONDS.sleep(MOMENTS_SECONDS);
    service("service-again", servicePort);
    Processes.awaitText(log("worker"), "is back, after");
    requireEnd(starter, 0, "orders");
    requireOneTicketEach();
    requireOnce(log("worker"), "does not answer any more");
    requireOnce(log("worker"), "is back, after");
  }

  private Process service(String name, String servicePort) throws Exception {
    Process service =
        start(name, "tickets", "--port", servicePort, "--database", database.toString());
    Processes.awaitText(log(name), "is ready");
    return service;
  }

  /** The embedded server forgets its orders; the worker is to take those that are placed later. */
  private void loseServer() throws Exception {
    Path log = worker("worker");
    server.close();
    Processes.awaitText(log, "does not answer any more");
    TimeUnit.SECONDS.sleep(MOMENTS_SECONDS);
    server = EmbeddedServer.start(port);
    Processes.awaitText(log, "is back, after");
    requireEnd(start("orders", "order", "--all", "--database", database.toString()), 0, "orders");
    requireOneTicketEach();
    requireOnce(log, "does not answer any more");
    requireOnce(log, "is back, after");
  }

  private static void requireOnce(Path log, String text) throws Exception {
    long count = Files.readAllLines(log).stream().filter(line -> line.contains(text)).count();
    Check.require(count == 1, count + " times: " + text + "\n" + Files.readString(log));
  }

  private void requireOneTicketEach() throws Exception {
    Ledger ledger = new Ledger(database, Clock.systemUTC());
    for (String orderId : orderIds) {
      int tickets = ledger.ticketsOf(orderId).size();
      Check.require(tickets == 1, orderId + " has " + tickets + " tickets");
    }
  }

  /** Starts a worker and waits until it is ready; its log. */
  private Path worker(String name) throws Exception {
    start(name, "worker", "03", "--database", database.toString());
    Processes.awaitText(log(name), "is ready");
    return log(name);
  }

  private Process start(String name, String... arguments) throws Exception {
    Process process =
        Shell.start(
            workshop.root(),
            Map.of(LocalPort.VARIABLE, String.valueOf(port)),
            log(name),
            Shell.runnerCommand(workshop.root(), arguments));
    processes.add(process);
    return process;
  }

  private Path log(String name) {
    return folder.resolve(name + ".log");
  }

  private void requireEnd(Process process, int exitCode, String name) throws Exception {
    Check.require(
        process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == exitCode,
        name
            + (process.isAlive() ? " does not end" : ": exit code " + process.exitValue())
            + "\n"
            + Files.readString(log(name)));
  }

  @Override
  public void close() {
    processes.forEach(Process::destroyForcibly);
    server.close();
  }
}
