package ticketing.runner.verify;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowStub;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import ticketing.order.CancelledOrder;
import ticketing.order.OrderPlacement;
import ticketing.order.Strategy;
import ticketing.runner.run.orders.RunOrders;
import ticketing.runner.run.server.SharedServer;
import ticketing.runner.stages.Stage;
import ticketing.system.Reservations;
import ticketing.testkit.Ending;

/**
 * Orders that are cancelled at any moment, while calls fail. Each keeps what it leaves in its memo,
 * and the ledger agrees; placed again, each gets one ticket, or the one that it had.
 */
final class CancelledOrders {
  private static final int ORDERS = 20;
  private static final int SEED = 7;
  private static final String LIKELIHOOD = "0.25";

  /** Until an order's cancelling, at the most. Most orders take as long or longer. */
  private static final int MOST_MILLIS = 1_500;

  private static final int PATIENCE_SECONDS = 120;

  private final SceneOf scenes;
  private final Stage stage;
  private final SharedServer server;
  private final Strategy strategy;
  private final List<String> orderIds;

  /** Opens a scene on the server. */
  interface SceneOf {
    OrderScene open(Reservations reservations) throws Exception;
  }

  /** Orders whose IDs begin with this. */
  CancelledOrders(SceneOf scenes, String prefix, Stage stage, SharedServer server) {
    this.scenes = scenes;
    this.stage = stage;
    this.server = server;
    this.strategy = new Strategy(stage.name());
    this.orderIds = RunOrders.ids(prefix, ORDERS);
  }

  int run() throws Exception {
    WorkflowServiceStubs stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder()
                .setTarget(server.address())
                .validateAndBuildWithDefaults());
    try (OrderScene scene = scenes.open(RunOrders.reservations(orderIds))) {
      scene.faultyWorker(stage, LIKELIHOOD, SEED);
      List<WorkflowStub> orders = placeAndCancel(WorkflowClient.newInstance(stubs));
      int cancelled = 0;
      for (WorkflowStub order : orders) {
        cancelled += requireTrueWords(scene, order) ? 1 : 0;
      }
      Check.require(cancelled >= ORDERS / 2, "only " + cancelled + " were cancelled in time");
      String told = scene.tickets(stage, orderIds);
      Processes.requireOneTicketEach(scene.ledger(), orderIds, told);
      return 1;
    } finally {
      stubs.shutdownNow();
    }
  }

  private List<WorkflowStub> placeAndCancel(WorkflowClient client) throws InterruptedException {
    Random random = new Random(SEED);
    Map<Integer, WorkflowStub> byMoment = new TreeMap<>();
    for (String orderId : orderIds) {
      int moment = random.nextInt(MOST_MILLIS);
      while (byMoment.containsKey(moment)) {
        moment++;
      }
      byMoment.put(moment, OrderPlacement.place(client, strategy, orderId));
    }
    long begin = System.nanoTime();
    for (Map.Entry<Integer, WorkflowStub> next : byMoment.entrySet()) {
      long passed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
      TimeUnit.MILLISECONDS.sleep(Math.max(0, next.getKey() - passed));
      next.getValue().cancel();
    }
    return new ArrayList<>(byMoment.values());
  }

  /** Whether the order ended as cancelled. If not, it was done before, or rejected. */
  private boolean requireTrueWords(OrderScene scene, WorkflowStub order) throws Exception {
    String orderId = order.getExecution().getWorkflowId();
    Ending ending =
        Ending.of(order, strategy, PATIENCE_SECONDS)
            .orElseThrow(() -> new Check.Failed(orderId + " does not end"));
    List<String> tickets = scene.ledger().ticketIdsOf(orderId);
    if (ending.kind() == Ending.Kind.RETURNED) {
      Check.require(
          tickets.equals(List.of(ending.ticketId())),
          "%s %s, and has %s".formatted(orderId, ending.words(), tickets));
      return false;
    }
    Check.require(ending.kind() == Ending.Kind.CANCELLED, orderId + " " + ending.words());
    Object kept = order.describe().getMemo(CancelledOrder.OUTCOME, String.class);
    // Before it had a reservation it called for no ticket, and has nothing to keep.
    Object truth =
        tickets.isEmpty() ? kept == null ? null : CancelledOrder.NO_TICKET : tickets.get(0);
    Check.require(
        tickets.size() <= 1 && (truth == null || truth.equals(kept)),
        "%s has %s, and keeps \"%s\"".formatted(orderId, tickets, kept));
    return true;
  }
}
