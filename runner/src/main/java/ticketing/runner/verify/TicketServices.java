package ticketing.runner.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ticketing.order.OrderActivities;
import ticketing.runner.run.orders.RunOrders;
import ticketing.runner.run.server.SharedServer;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.Shell;
import ticketing.system.Ledger;

/**
 * Orders whose workers call the ticket system as a service: while its faults are real, while it is
 * killed in the middle of creates, and while it is stopped for a while.
 */
final class TicketServices {
  private static final int ORDERS = 60;
  private static final int KILLS = 4;
  private static final String LIKELIHOOD = "0.2";
  private static final int SIGTERM = 143;
  private static final int MOST_SILENCE_MILLIS = 10_000;
  private static final String DATA = "data: ";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern STORED =
      Pattern.compile("(order-\\S+)  createTicket #\\d+ → (TICKET-\\d+) stored.*");

  /** Shorter than a caller waits, and longer than it waits and D on top of it. */
  private static final List<Duration> PAUSES =
      List.of(Duration.ofMillis(800), Duration.ofMillis(3_200));

  /** Longer than Temporal waits for an attempt; then the other worker has it. */
  private static final Duration WORKER_PAUSE =
      OrderActivities.START_TO_CLOSE.plus(Duration.ofMillis(1_500));

  private final Workshop workshop;
  private final Stage stage;
  private final SharedServer server;

  private TicketServices(Workshop workshop, Stage stage, SharedServer server) {
    this.workshop = workshop;
    this.stage = stage;
    this.server = server;
  }

  /** Those of 03 and 04 on this server. */
  static List<Check> checks(Workshop workshop, SharedServer server) {
    List<Check> checks = new ArrayList<>();
    for (Stage stage : List.of(workshop.stage("03"), workshop.stage("04"))) {
      TicketServices services = new TicketServices(workshop, stage, server);
      checks.add(
          new Check(
              "on %s: %s: %d orders, a ticket service killed %d times in the middle of a create, %d tickets"
                  .formatted(server, stage, ORDERS, KILLS, ORDERS),
              services::killed));
      checks.add(
          new Check(
              "on %s: %s: %d orders, two workers, one stopped for a while, two ticket services on one database, %d tickets"
                  .formatted(server, stage, ORDERS, ORDERS),
              services::two));
    }
    return checks;
  }

  private int killed() throws Exception {
    List<String> orderIds = RunOrders.ids("order-served-" + stage.number() + "-", ORDERS);
    try (OrderScene scene = scene(orderIds);
        ServiceProcess service = service(scene)) {
      service.start("--likelihood", LIKELIHOOD, "--seed", "0");
      Listening.requireLoopbackOnly(service.process());
      scene.worker(stage, service.environment());
      OrderScene.Placing placing = scene.place(stage, orderIds);
      for (int kill = 1; kill <= KILLS; kill++) {
        killInTheMiddle(scene, service, kill % 2 == 1 ? "hold-before" : "hold-after");
        // With another seed: the same one would begin with the same faults again.
        service.start("--likelihood", LIKELIHOOD, "--seed", String.valueOf(kill));
        if (kill <= PAUSES.size() && !Shell.WINDOWS) {
          service.pause(PAUSES.get(kill - 1));
        }
      }
      Instant lastStart = Instant.now();
      String told = scene.awaitTickets(placing, stage, orderIds);
      Processes.requireOneTicketEach(scene.ledger(), orderIds, told);
      requireJournalAgrees(service, scene.ledger(), orderIds, lastStart);
      requireStreamAgrees(service);
      int exitCode = service.terminate();
      Check.require(Shell.WINDOWS || exitCode == SIGTERM, "exit code " + exitCode);
    }
    return 1;
  }

  /** Two that know nothing of each other; an order's calls go to one or the other. */
  private int two() throws Exception {
    List<String> orderIds = RunOrders.ids("order-shared-" + stage.number() + "-", ORDERS);
    try (OrderScene scene = scene(orderIds);
        ServiceProcess one = service(scene);
        ServiceProcess other = service(scene)) {
      Process worker =
          scene.worker(stage, one.start("--likelihood", LIKELIHOOD, "--seed", "1").environment());
      scene.worker(stage, other.start("--likelihood", LIKELIHOOD, "--seed", "2").environment());
      OrderScene.Placing placing = scene.place(stage, orderIds);
      if (!Shell.WINDOWS) {
        scene.awaitOrdersInLedger(ORDERS / 10);
        Check.require(!placing.isDone(), "all was over before the worker was stopped");
        ServiceProcess.pause(worker, WORKER_PAUSE);
      }
      String told = scene.awaitTickets(placing, stage, orderIds);
      Processes.requireOneTicketEach(scene.ledger(), orderIds, told);
      for (ServiceProcess service : List.of(one, other)) {
        Check.require(service.log().contains("createTicket"), "one service was not called");
        requireJournalAgrees(service, scene.ledger(), List.of(), Instant.MAX);
      }
    }
    return 1;
  }

  private OrderScene scene(List<String> orderIds) throws Exception {
    return new OrderScene(workshop, server.environment(), RunOrders.reservations(orderIds));
  }

  private ServiceProcess service(OrderScene scene) throws Exception {
    return new ServiceProcess(
        workshop, scene.ledger().database(), Files.createDirectories(scene.file("services")));
  }

  /** Lets the next create stop on the brink, kills, and looks at what is on disk. */
  private static void killInTheMiddle(OrderScene scene, ServiceProcess service, String hold)
      throws Exception {
    service.faults("--next", "createTicket=" + hold);
    service.awaitLog("→ held, just before ");
    service.kill();
    Matcher held =
        Pattern.compile("(order-\\S+)  createTicket #\\d+ → held").matcher(service.log());
    Check.require(held.find(), service.log());
    String orderId = held.group(1);
    int tickets = scene.ledger().ticketIdsOf(orderId).size();
    int expected = hold.equals("hold-after") ? 1 : 0;
    Check.require(
        tickets == expected,
        "%s of %s: %d tickets, not %d".formatted(hold, orderId, tickets, expected));
    Check.require(
        expected == 1 || hasDraft(scene.ledger().database().resolve(orderId)),
        orderId + " has no draft: the create was not in the middle");
  }

  private static boolean hasDraft(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> file.getFileName().toString().endsWith(".draft"));
    }
  }

  /**
   * What the journal says was stored is on disk; and what is on disk, from a run that was not
   * killed, the journal says. (A kill may come between the ticket and its line.)
   */
  private static void requireJournalAgrees(
      ServiceProcess service, Ledger ledger, List<String> orderIds, Instant lastStart)
      throws Exception {
    Map<String, Set<String>> told = new TreeMap<>();
    for (String line : service.told()) {
      Matcher stored = STORED.matcher(line);
      if (stored.matches()) {
        told.computeIfAbsent(stored.group(1), order -> new HashSet<>()).add(stored.group(2));
      }
    }
    Check.require(!told.isEmpty(), "nothing is told");
    for (Map.Entry<String, Set<String>> order : told.entrySet()) {
      List<String> onDisk = ledger.ticketIdsOf(order.getKey());
      Check.require(
          onDisk.containsAll(order.getValue()),
          order.getKey() + " has " + onDisk + ", told: " + order.getValue());
    }
    for (String orderId : orderIds) {
      for (Ledger.Entry entry : ledger.ticketsOf(orderId)) {
        String ticketId = entry.ticket().ticketId();
        Check.require(
            entry.publishedAt().isBefore(lastStart)
                || told.getOrDefault(orderId, Set.of()).contains(ticketId),
            "not told: " + ticketId + " of " + orderId);
      }
    }
  }

  /** The stream has the entries that were printed. (Two threads may print in another order.) */
  private static void requireStreamAgrees(ServiceProcess service) throws Exception {
    List<String> printed =
        service.log().lines().filter(line -> line.contains(" → ")).sorted().toList();
    List<String> streamed = new ArrayList<>();
    URLConnection journal = URI.create(service.address() + "/journal").toURL().openConnection();
    journal.setReadTimeout(MOST_SILENCE_MILLIS);
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(journal.getInputStream(), StandardCharsets.UTF_8))) {
      while (streamed.size() < printed.size()) {
        String line = in.readLine();
        if (line.startsWith(DATA)) {
          JsonNode entry = JSON.readTree(line.substring(DATA.length()));
          streamed.add(
              "%s  %s #%d → %s"
                  .formatted(
                      entry.path("orderID").asText(),
                      entry.path("operation").asText(),
                      entry.path("call").asInt(),
                      entry.path("words").asText()));
        }
      }
    }
    streamed.sort(null);
    Check.require(printed.equals(streamed), "printed: " + printed + "\nstreamed: " + streamed);
  }
}
