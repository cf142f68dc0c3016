package ticketing.acceptance.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowStub;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ticketing.acceptance.support.OrderTestbed;
import ticketing.acceptance.support.TemporalServer;
import ticketing.acceptance.support.TicketServiceProcess;
import ticketing.order.CancellationMemo;
import ticketing.order.OrderPlacement;
import ticketing.order.Strategy;
import ticketing.runner.run.orders.RunOrders;
import ticketing.runner.stages.Workshop;
import ticketing.testkit.WorkflowResult;

/**
 * Cancels orders at random moments while calls of a ticket service fail. Requires a real server: on
 * the embedded server, an order that is cancelled just as a call completes may never close.
 *
 * @see <a href="https://github.com/temporalio/sdk-java/issues/2391">sdk-java#2391</a>
 */
@Tag("server")
class CancelledOrdersTest {
  private static final int SEED = 7;

  /** The latest time of a cancellation. Most orders take longer. */
  private static final int LATEST_CANCEL_MILLIS = 1_500;

  private static final int PATIENCE_SECONDS = 300;

  @RegisterExtension static final TemporalServer SERVER = TemporalServer.inMemory();

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"03, 20", "04, 12"})
  void cancelled_orders_record_tickets_and_can_be_placed_again(String stage, int orders)
      throws Exception {
    List<String> orderIds = RunOrders.ids("order-cancel-" + stage + "-", orders);
    Strategy strategy = new Strategy(Workshop.here().stage(stage).name());
    try (OrderTestbed testbed = new OrderTestbed(folder, SERVER.environment(), orderIds)) {
      TicketServiceProcess service =
          new TicketServiceProcess(testbed).start("--likelihood", "0.25", "--seed", "" + SEED);
      testbed.worker(stage, "--tickets", service.address());
      long cancelled = 0;
      for (WorkflowStub order : placeAndCancel(strategy, orderIds)) {
        cancelled += assertTicketReported(testbed, strategy, order) ? 1 : 0;
      }
      assertThat(cancelled).as("orders cancelled in time").isGreaterThanOrEqualTo(orders / 2);
      testbed.sell(stage, orderIds);
    }
  }

  private static List<WorkflowStub> placeAndCancel(Strategy strategy, List<String> orderIds)
      throws Exception {
    Random random = new Random(SEED);
    ScheduledExecutorService timer = Executors.newScheduledThreadPool(4);
    try {
      Map<WorkflowStub, Future<?>> orders = new HashMap<>();
      for (String orderId : orderIds) {
        WorkflowStub order = OrderPlacement.place(SERVER.client(), strategy, orderId);
        int delay = random.nextInt(LATEST_CANCEL_MILLIS);
        orders.put(order, timer.schedule(() -> order.cancel(), delay, TimeUnit.MILLISECONDS));
      }
      for (Future<?> cancellation : orders.values()) {
        cancellation.get();
      }
      return new ArrayList<>(orders.keySet());
    } finally {
      timer.shutdownNow();
    }
  }

  /**
   * Asserts that the result or the memo contains the order's ticket. Returns whether the order was
   * cancelled; otherwise it completed first.
   */
  private static boolean assertTicketReported(
      OrderTestbed testbed, Strategy strategy, WorkflowStub order) {
    String orderId = order.getExecution().getWorkflowId();
    WorkflowResult result =
        WorkflowResult.of(
            order.getResultAsync(PATIENCE_SECONDS, TimeUnit.SECONDS, String.class), strategy);
    List<String> tickets = testbed.ledger().ticketIdsOf(orderId);
    if (result.kind() == WorkflowResult.Kind.RETURNED) {
      assertThat(tickets).containsExactly(result.ticketId());
      return false;
    }
    assertThat(result.kind()).as(result.words()).isEqualTo(WorkflowResult.Kind.CANCELLED);
    assertThat(tickets).as("tickets of %s", orderId).hasSizeLessThanOrEqualTo(1);
    Object memo = order.describe().getMemo(CancellationMemo.OUTCOME, String.class);
    if (tickets.isEmpty()) {
      // An order that is cancelled before its createTicket calls may have no memo.
      assertThat(memo).as("memo of %s", orderId).isIn(null, CancellationMemo.NO_TICKET);
    } else {
      assertThat(memo).as("memo of %s", orderId).isEqualTo(tickets.get(0));
    }
    return true;
  }
}
