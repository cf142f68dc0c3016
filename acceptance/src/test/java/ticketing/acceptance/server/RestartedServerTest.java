package ticketing.acceptance.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import ticketing.acceptance.support.CommandProcess;
import ticketing.acceptance.support.InProcess;
import ticketing.acceptance.support.OrderTestbed;
import ticketing.acceptance.support.TemporalServer;
import ticketing.runner.run.orders.RunOrders;

/** Kills and restarts a server that has a database file while orders are open. */
@Tag("server")
class RestartedServerTest {
  private static final List<String> OF_03 = RunOrders.ids("order-restart-03-", 20);
  private static final List<String> OF_04 = RunOrders.ids("order-restart-04-", 10);
  private static final long DOWNTIME_MILLIS = 2_000;

  @RegisterExtension static final TemporalServer SERVER = TemporalServer.withDatabaseFile();

  @Test
  void workers_survive_two_crashes_of_the_server(@TempDir Path of03, @TempDir Path of04)
      throws Exception {
    try (OrderTestbed loop = new OrderTestbed(of03, SERVER.environment(), OF_03);
        OrderTestbed child = new OrderTestbed(of04, SERVER.environment(), OF_04)) {
      CommandProcess loopWorker = loop.worker("03", "--likelihood", "0.25");
      CommandProcess childWorker = child.worker("04", "--likelihood", "0.25");
      InProcess loopOrders = loop.place("03", OF_03);
      InProcess childOrders = child.place("04", OF_04);
      for (int orders : List.of(5, 10)) {
        loop.awaitOrdersInLedger(orders);
        SERVER.kill();
        Thread.sleep(DOWNTIME_MILLIS);
        SERVER.start();
      }
      loop.awaitTickets(loopOrders, "03", OF_03);
      child.awaitTickets(childOrders, "04", OF_04);
      assertThat(List.of(loopWorker, childWorker)).allMatch(CommandProcess::isAlive);
    }
  }
}
