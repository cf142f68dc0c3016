package ticketing.runner.run.orders;

import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ticketing.order.Strategy;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.UsageException;
import ticketing.system.Reservations;
import ticketing.testkit.WorkflowResult;
import ticketing.testkit.WorkflowResult.Kind;
import ticketing.worker.OrderStarter;
import ticketing.worker.PendingOrderDiagnosis;

/** {@code ./workshop order --all}: every order of a database that can be had, and the sums. */
public final class AllOrders {
  private static final int MOST_TOLD = 10;

  /** After so long without any order's end it is said what may be wrong, once. */
  private static final Duration SILENCE = Duration.ofSeconds(10);

  private final CommandContext context;
  private final WorkflowClient client;
  private final Strategy strategy;
  private final List<String> orderIds;
  private boolean told;

  /** These orders. */
  public AllOrders(
      CommandContext context, WorkflowClient client, Strategy strategy, List<String> orderIds) {
    this.context = context;
    this.client = client;
    this.strategy = strategy;
    this.orderIds = orderIds;
  }

  /**
   * The orders of these reservations without those of which it stands there that they get none.
   *
   * @throws UsageException if there is none
   */
  public static List<String> of(Reservations reservations) {
    Predicate<String> canBeHad = id -> reservations.seatOf(id).orElseThrow().rejection() == null;
    List<String> orderIds = reservations.orderIds().stream().filter(canBeHad).toList();
    if (orderIds.isEmpty()) {
      throw new UsageException(
          "There is no reservation that a ticket can be had for. ./workshop reserve makes some, in"
              + " a folder of their own.",
          1);
    }
    return orderIds;
  }

  /**
   * Places them all at once, waits for their ends and tells.
   *
   * @return an exit code of {@link OrderStarter}
   * @throws UsageException if Temporal does not answer any more
   */
  public int place() throws InterruptedException {
    Progress progress = new Progress(context, "orders with an end", orderIds.size());
    OrderRush rush = new OrderRush(client, strategy, orderIds, progress::done);
    List<WorkflowResult> endings =
        rush.run(
            () -> {
              sayWhatMayBeWrong(rush);
              return false;
            });
    Map<Kind, Long> kinds =
        endings.stream()
            .collect(Collectors.groupingBy(WorkflowResult::kind, Collectors.counting()));
    long tickets = kinds.getOrDefault(Kind.RETURNED, 0L);
    long open = kinds.getOrDefault(Kind.STUCK, 0L);
    long without = endings.size() - tickets - open;
    tellThoseWithout(endings);
    context
        .out()
        .printf(
            "%d of %d orders have a ticket%s%s, after %.1f s%n",
            tickets,
            endings.size(),
            without == 0 ? "" : ", " + without + " ended without",
            open == 0 ? "" : ", " + open + " are still open (place them again to go on waiting)",
            rush.time().toMillis() / 1000.0);
    if (open > 0) {
      return OrderStarter.STILL_OPEN;
    }
    return without > 0 ? OrderStarter.NO_TICKET : OrderStarter.TICKET;
  }

  private void sayWhatMayBeWrong(OrderRush rush) {
    boolean silent = rush.sinceLastEnd().compareTo(SILENCE) > 0;
    if (silent && !told) {
      rush.oneThatIsOpen().ifPresent(this::sayWhatMayBeWrong);
    }
    told = silent;
  }

  private void sayWhatMayBeWrong(String orderId) {
    try {
      context
          .out()
          .println(
              orderId + "  still open. " + PendingOrderDiagnosis.of(client, strategy, orderId));
    } catch (StatusRuntimeException e) {
      context.out().println("Temporal does not answer now (" + e.getMessage() + ").");
    }
  }

  private void tellThoseWithout(List<WorkflowResult> endings) {
    List<Integer> without =
        IntStream.range(0, endings.size())
            .filter(i -> endings.get(i).kind() != Kind.RETURNED)
            .boxed()
            .toList();
    without.stream()
        .limit(MOST_TOLD)
        .forEach(i -> context.out().println(orderIds.get(i) + "  " + endings.get(i).words()));
    if (without.size() > MOST_TOLD) {
      context.out().println("… and " + (without.size() - MOST_TOLD) + " more");
    }
  }
}
