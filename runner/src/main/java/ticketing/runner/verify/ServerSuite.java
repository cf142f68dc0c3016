package ticketing.runner.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import ticketing.runner.run.orders.RunOrders;
import ticketing.runner.run.server.SharedServer;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.system.Ledger;
import ticketing.system.Reservations;
import ticketing.system.Reservations.Obstacle;
import ticketing.system.Reservations.Seat;
import ticketing.worker.OrderStarter;

/**
 * The same scenes on every server: orders of all solutions, through worker processes and {@code
 * ./workshop order}, and the tickets on disk in the end.
 */
final class ServerSuite {
  private static final int ORDERS = 5;
  private static final int MANY_ORDERS = 100;
  private static final int CRASHES = 3;

  private final Workshop workshop;
  private final SharedServer server;

  private ServerSuite(Workshop workshop, SharedServer server) {
    this.workshop = workshop;
    this.server = server;
  }

  /** All of them on this server, with workers that have the ledger in their own process. */
  static List<Check> checks(Workshop workshop, SharedServer server) {
    return new ServerSuite(workshop, server).checks();
  }

  private List<Check> checks() {
    List<Check> checks = new ArrayList<>();
    checks.add(on("orders of every solution, each placed twice at once and once more", this::once));
    checks.add(on("rejected orders of every solution", this::rejected));
    for (Stage stage : List.of(workshop.stage("03"), workshop.stage("04"))) {
      checks.add(
          on(
              "%s: %d orders, a worker killed %d times, %d tickets"
                  .formatted(stage, MANY_ORDERS, CRASHES, MANY_ORDERS),
              () -> killed(stage)));
      checks.add(
          on(
              stage + ": cancelled orders say what they leave, and can be placed again",
              () -> cancelled(stage)));
    }
    return checks;
  }

  /**
   * Orders that are cancelled at any moment, of workers that call a ticket service. Not for the
   * embedded server: where a cancelled workflow cancels a call that has just come to its end, that
   * server refuses the workflow task and gives no other one, and the order stays open for ever.
   *
   * @see <a href="https://github.com/temporalio/sdk-java/issues/2391">The issue</a>
   */
  private int cancelled(Stage stage) throws Exception {
    return new CancelledOrders(this::sceneWithService, ids("order-cancel-", stage), stage, server)
        .run();
  }

  private Check on(String what, Check.Body body) {
    return new Check("on " + server + ": " + what, body);
  }

  /** What the IDs of a scene's orders begin with: no two scenes on a server have the same. */
  private static String ids(String what, Stage stage) {
    return what + stage.number() + "-";
  }

  /** Two starters at once, before there is a worker; and one when all is over. */
  private int once() throws Exception {
    for (Stage stage : workshop.stages()) {
      List<String> orderIds = RunOrders.ids(ids("order-once-", stage), ORDERS);
      try (OrderScene scene = scene(RunOrders.reservations(orderIds))) {
        OrderScene.Placing one = scene.place(stage, orderIds);
        OrderScene.Placing other = scene.place(stage, orderIds);
        scene.worker(stage);
        Set<String> told = tickets(scene.awaitTickets(one, stage, orderIds));
        Check.require(told.size() == ORDERS, "told: " + told);
        requireSame(told, tickets(scene.awaitTickets(other, stage, orderIds)));
        requireSame(told, tickets(scene.tickets(stage, orderIds)));
        Processes.requireOneTicketEach(scene.ledger(), orderIds, String.join("\n", told));
      }
    }
    return workshop.stages().size();
  }

  /** The lines that tell a ticket, and not those that tell of waiting. */
  private static Set<String> tickets(String told) {
    return told.lines()
        .filter(line -> line.matches("order-\\S+  TICKET-\\d+"))
        .collect(Collectors.toSet());
  }

  private static void requireSame(Set<String> told, Set<String> toldAgain) throws Check.Failed {
    Check.require(told.equals(toldAgain), "told: " + told + "\nand again: " + toldAgain);
  }

  private int rejected() throws Exception {
    int orders = 0;
    for (Stage stage : workshop.stages()) {
      String prefix = ids("order-no-", stage);
      List<Seat> seats = new ArrayList<>();
      for (Obstacle obstacle : Obstacle.values()) {
        seats.add(new Seat(prefix + seats.size(), "Music of the Spheres", "seat", obstacle));
      }
      List<String> orderIds = new ArrayList<>(seats.stream().map(Seat::orderId).toList());
      orderIds.add(prefix + "unknown");
      try (OrderScene scene = scene(new Reservations(seats))) {
        scene.worker(stage);
        OrderScene.Placing placing = scene.place(stage, orderIds);
        int exitCode = placing.await();
        String told = placing.told();
        Check.require(exitCode == OrderStarter.NO_TICKET, exitCode + "\n" + told);
        for (String orderId : orderIds) {
          Check.require(told.contains(orderId + "  no ticket number: Rejected: "), told);
          requireNoTicket(scene.ledger(), orderId);
        }
      }
      orders += orderIds.size();
    }
    return orders;
  }

  private static void requireNoTicket(Ledger ledger, String orderId) throws Check.Failed {
    List<String> tickets = ledger.ticketIdsOf(orderId);
    Check.require(tickets.isEmpty(), orderId + " has " + tickets);
  }

  /** As kill -9, while orders are in all states. */
  private int killed(Stage stage) throws Exception {
    List<String> orderIds = RunOrders.ids(ids("order-kill-", stage), MANY_ORDERS);
    try (OrderScene scene = scene(RunOrders.reservations(orderIds))) {
      Process worker = scene.faultyWorker(stage, "0.25", 0);
      OrderScene.Placing placing = scene.place(stage, orderIds);
      for (int crash = 1; crash <= CRASHES; crash++) {
        scene.awaitOrdersInLedger(crash * MANY_ORDERS / (CRASHES + 2));
        worker.destroyForcibly().waitFor();
        Check.require(!placing.isDone(), "all was over before crash " + crash);
        // With another seed: the same one would begin with the same faults again.
        worker = scene.faultyWorker(stage, "0.25", crash);
      }
      String told = scene.awaitTickets(placing, stage, orderIds);
      Processes.requireOneTicketEach(scene.ledger(), orderIds, told);
    }
    return 1;
  }

  private OrderScene scene(Reservations reservations) throws Exception {
    return new OrderScene(workshop, server.environment(), reservations);
  }

  private OrderScene sceneWithService(Reservations reservations) throws Exception {
    OrderScene scene = scene(reservations);
    scene.startService();
    return scene;
  }
}
