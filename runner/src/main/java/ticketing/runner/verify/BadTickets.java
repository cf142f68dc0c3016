package ticketing.runner.verify;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import ticketing.runner.run.orders.RunOrders;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.Shell;
import ticketing.testkit.TemporaryFolder;

/**
 * What somebody may get wrong about a ticket service: one line with the fix, and no stack trace.
 */
final class BadTickets {
  private static final int NOT_FOUND = 404;

  private final Workshop workshop;
  private int count;

  private BadTickets(Workshop workshop) {
    this.workshop = workshop;
  }

  static Check check(Workshop workshop) {
    return new Check(
        "bad input about a ticket service gets a clear error", new BadTickets(workshop)::run);
  }

  private int run() throws Exception {
    Path folder = TemporaryFolder.create("workshop-bad-tickets");
    Path database = folder.resolve("database");
    RunOrders.reservations(List.of("order-1")).write(database);
    String nobody = "http://127.0.0.1:" + Shell.freePort();
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.createContext("/", exchange -> exchange.sendResponseHeaders(NOT_FOUND, -1));
    other.start();
    try (ServiceProcess service =
        new ServiceProcess(workshop, database, Files.createDirectories(folder.resolve("logs")))) {
      service.start();
      String there = service.address().toString();
      String taken = String.valueOf(service.address().getPort());
      String foreign = "http://127.0.0.1:" + other.getAddress().getPort();
      told("cannot be had", "tickets", "--port", taken, "--database", database.toString());
      told("is a port from 1 to 65535", "tickets", "--port", "70000");
      told("'x' is not a whole number", "tickets", "--port", "x");
      told("a number from 0 to 1", "tickets", "--likelihood", "1.5");
      told("reservations.json", "tickets", "--database", folder.resolve("missing").toString());
      told("Start it: ./workshop tickets", "worker", "03", "--tickets", nobody);
      told("There is no host \"a.invalid\"", "worker", "03", "--tickets", "http://a.invalid");
      told("is not the workshop's ticket service", "worker", "03", "--tickets", foreign);
      told("address is such as http://", "worker", "03", "--tickets", "127.0.0.1:7280");
      told("address is such as http://", "worker", "03", "--tickets", there + "/calls");
      told("has its own database", "worker", "03", "--tickets", there, "--likelihood", "0.5");
      told("Start it: ./workshop tickets", "faults", "--tickets", nobody, "--token", "x");
      told("is not the workshop's ticket service", "faults", "--tickets", foreign, "--token", "x");
      told("Set WORKSHOP_ADMIN_TOKEN", "faults", "--tickets", there);
      told("not the token of the service", "faults", "--tickets", there, "--token", "wrong");
      told("There is no fault \"createTicket=huh\"", "faults", "--next", "createTicket=huh");
      told("a number from 0 to 1", "faults", "--likelihood", "many");
      told("not both", "faults", "--off", "--next", "createTicket=after");
    } finally {
      other.stop(0);
    }
    return count;
  }

  private void told(String expected, String... arguments) throws Exception {
    Shell.Output output = Shell.workshop(workshop.root(), Map.of(), arguments);
    String what = String.join(" ", arguments) + "\n" + output.text();
    Check.require(output.exitCode() > 0, what + "exit code " + output.exitCode());
    Check.require(output.text().contains(expected), what);
    Check.require(!output.text().contains("\tat "), what);
    count++;
  }
}
