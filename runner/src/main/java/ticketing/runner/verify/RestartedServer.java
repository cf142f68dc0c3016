package ticketing.runner.verify;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import ticketing.runner.run.orders.RunOrders;
import ticketing.runner.run.server.DevServer;
import ticketing.runner.run.server.SharedServer;
import ticketing.runner.run.server.TemporalCli;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.testkit.TemporaryFolder;

/**
 * A server that keeps its data in a file goes away and comes back while orders are in flight. The
 * workers stay, connect again by themselves, and all orders come to their end.
 */
final class RestartedServer {
  private static final int ORDERS = 20;
  private static final Duration AWAY = Duration.ofSeconds(2);

  private RestartedServer() {}

  static Check check(Workshop workshop, Callable<TemporalCli> program) {
    return new Check(
        "on a real server that is killed and started again twice: the orders in flight end, %d tickets for each of 03 and 04"
            .formatted(ORDERS),
        () -> {
          Path folder = TemporaryFolder.create("workshop-restart");
          try (DevServer server =
              DevServer.start(
                  program.call(),
                  Optional.of(folder.resolve("temporal.db")),
                  folder.resolve("server.log"))) {
            for (String stage : List.of("03", "04")) {
              restart(workshop, workshop.stage(stage), server);
            }
          }
          return 1;
        });
  }

  private static void restart(Workshop workshop, Stage stage, DevServer server) throws Exception {
    List<String> orderIds = RunOrders.ids("order-restart-" + stage.number() + "-", ORDERS);
    try (OrderScene scene =
        new OrderScene(
            workshop, SharedServer.environment(server), RunOrders.reservations(orderIds))) {
      Process worker = scene.worker(stage, "--likelihood", "0.25", "--seed", "0");
      OrderScene.Placing placing = scene.place(stage, orderIds);
      for (int orders : List.of(ORDERS / 4, ORDERS / 2)) {
        scene.awaitOrdersInLedger(orders);
        server.crash();
        TimeUnit.MILLISECONDS.sleep(AWAY.toMillis());
        server.startAgain();
      }
      String told = scene.awaitTickets(placing, stage, orderIds);
      Check.require(worker.isAlive(), "the worker has ended");
      Processes.requireOneTicketEach(scene.ledger(), orderIds, told);
    }
  }
}
