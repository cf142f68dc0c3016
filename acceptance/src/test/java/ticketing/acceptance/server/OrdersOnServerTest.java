package ticketing.acceptance.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ticketing.acceptance.support.CommandProcess;
import ticketing.acceptance.support.InProcess;
import ticketing.acceptance.support.OrderTestbed;
import ticketing.acceptance.support.TemporalServer;
import ticketing.runner.run.orders.RunOrders;
import ticketing.system.Reservations;
import ticketing.system.Reservations.RejectionReason;
import ticketing.system.Reservations.Seat;
import ticketing.worker.OrderStarter;

/** Tests repeated orders, rejected orders, and killed workers on a real server. */
@Tag("server")
class OrdersOnServerTest {
  private static final String EVENT = "Music of the Spheres";
  private static final int KILLS = 3;

  @RegisterExtension static final TemporalServer SERVER = TemporalServer.inMemory();

  @TempDir private Path folder;

  /**
   * Places each order with two starters before a worker runs, and with a third after all orders
   * have ended.
   */
  @ParameterizedTest
  @ValueSource(strings = {"03", "04"})
  void repeated_orders_are_sold_or_rejected_once(String stage) throws Exception {
    List<String> sold = RunOrders.ids("order-once-" + stage + "-", 5);
    String declined = "order-declined-" + stage;
    String soldOut = "order-sold-out-" + stage;
    String unknown = "order-unknown-" + stage;
    Stream<Seat> seats =
        Stream.concat(
            sold.stream().map(id -> new Seat(id, EVENT, "seat of " + id, null)),
            Stream.of(
                new Seat(declined, EVENT, "A1", RejectionReason.PAYMENT_DECLINED),
                new Seat(soldOut, EVENT, "A2", RejectionReason.SOLD_OUT)));
    List<String> rejected = List.of(declined, soldOut, unknown);
    List<String> all = Stream.concat(sold.stream(), rejected.stream()).toList();
    try (OrderTestbed testbed =
        new OrderTestbed(folder, SERVER.environment(), new Reservations(seats.toList()))) {
      InProcess one = testbed.place(stage, all);
      InProcess other = testbed.place(stage, all);
      testbed.worker(stage);
      Set<String> ends = ends(one);
      assertThat(ends(other)).isEqualTo(ends);
      assertThat(ends(testbed.place(stage, all))).isEqualTo(ends);
      OrderTestbed.assertOneTicketEach(testbed.ledger(), sold, String.join("\n", ends));
      assertThat(rejected)
          .allSatisfy(
              id -> {
                assertThat(ends)
                    .anyMatch(end -> end.startsWith(id + "  no ticket number (Rejected). "));
                assertThat(testbed.ledger().ticketIdsOf(id)).isEmpty();
              });
    }
  }

  /** Returns the lines that report how orders ended. */
  private static Set<String> ends(InProcess starter) {
    assertThat(starter.awaitExit()).as(starter.output()).isEqualTo(OrderStarter.NO_TICKET);
    return starter
        .output()
        .lines()
        .filter(line -> line.matches("order-\\S+  (TICKET-\\d+|no ticket number .*)"))
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @CsvSource({"03, 100", "04, 40"})
  void workers_killed_three_times_sell_each_order_once(String stage, int orders) throws Exception {
    List<String> orderIds = RunOrders.ids("order-kill-" + stage + "-", orders);
    try (OrderTestbed testbed = new OrderTestbed(folder, SERVER.environment(), orderIds)) {
      CommandProcess worker = faultyWorker(testbed, stage, 0);
      InProcess starter = testbed.place(stage, orderIds);
      for (int kill = 1; kill <= KILLS; kill++) {
        testbed.awaitOrdersInLedger(kill * orders / (KILLS + 4));
        worker.kill();
        assertThat(testbed.ledger().orderIds()).as("sold at kill %d", kill).hasSizeLessThan(orders);
        worker = faultyWorker(testbed, stage, kill);
      }
      testbed.awaitTickets(starter, stage, orderIds);
    }
  }

  /** Starts a worker. Each needs a different seed: the same seed would repeat the same faults. */
  private static CommandProcess faultyWorker(OrderTestbed testbed, String stage, int seed) {
    return testbed.start("worker", stage, "--likelihood", "0.25", "--seed", String.valueOf(seed));
  }
}
