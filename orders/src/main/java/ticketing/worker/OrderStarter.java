package ticketing.worker;

import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import ticketing.order.OrderFailures;
import ticketing.order.OrderPlacement;
import ticketing.order.Strategy;
import ticketing.system.Database;
import ticketing.system.Ledger;
import ticketing.system.OrderId;
import ticketing.system.RejectedException;
import ticketing.system.TicketSystemException;

/**
 * Places orders and prints how they ended: what the {@code PlaceOrder} of every stage runs.
 *
 * @param strategy whose workers take the orders
 * @param database the workers' ticket database, if it is on this machine
 */
public record OrderStarter(
    TemporalConnection.Options options,
    Strategy strategy,
    Supplier<Optional<Path>> database,
    PrintStream out,
    PrintStream err) {
  /** Exit code: the order has its ticket. */
  public static final int TICKET = 0;

  /** Exit code: the order ended without one, or Temporal or the answer is out of reach. */
  public static final int NO_TICKET = 1;

  /** Exit code: an argument is not an order ID. */
  public static final int USAGE = 2;

  /** Exit code: the order is still open. It is not lost, and placing it again waits for it. */
  public static final int STILL_OPEN = 3;

  private static final int WAIT_SECONDS = 10;

  /** More than the 100 s that Temporal waits at most before it retries a failed call. */
  private static final int MAX_WAITS = 15;

  /** The orders share a worker. With more of them, each would take so long that it seems stuck. */
  private static final int MAX_OPEN = 500;

  /** Places the orders and ends the process with one of the exit codes. */
  public static void run(Strategy strategy, String... orderIds) {
    TemporalConnection.Options options =
        WorkerProcess.plainText(
            "./workshop order --exercise " + strategy.name() + " " + String.join(" ", orderIds));
    Supplier<Optional<Path>> database =
        () -> Optional.of(Database.locate(System.getenv(), Path.of("").toAbsolutePath()));
    System.exit(
        new OrderStarter(options, strategy, database, System.out, System.err).place(orderIds));
  }

  /**
   * Places the orders, all at once, waits for each, and returns the highest exit code. Once an
   * order is still open after a long wait, this waits no more for others that are open too.
   */
  public int place(String... orderIds) {
    if (orderIds.length == 0) {
      err.println("Usage: one or more order IDs, such as order-314159.");
      return USAGE;
    }
    try {
      Stream.of(orderIds).forEach(OrderId::check);
    } catch (RejectedException e) {
      err.println(e.getMessage());
      return USAGE;
    }
    try (TemporalConnection temporal = TemporalConnection.open(options)) {
      WorkflowClient client = temporal.client();
      List<Placed> orders = new ArrayList<>();
      int exitCode = TICKET;
      int maxWaits = MAX_WAITS;
      for (int i = 0; i < orderIds.length; i++) {
        while (orders.size() < Math.min(i + MAX_OPEN, orderIds.length)) {
          orders.add(Placed.now(client, strategy, orderIds[orders.size()]));
        }
        int end = await(client, orders.get(i), maxWaits);
        maxWaits = end == STILL_OPEN ? 0 : MAX_WAITS;
        exitCode = Math.max(exitCode, end);
      }
      long ended = orders.stream().filter(order -> !order.runs()).count();
      if (ended > 0) {
        out.println(
            orders.size() == 1
                ? "Nothing ran: Temporal already had this result."
                : "Nothing ran for %d of these orders: Temporal already had their results."
                    .formatted(ended));
      }
      return exitCode;
    } catch (TemporalConnection.Unreachable e) {
      err.println(e.getMessage());
      return NO_TICKET;
    } catch (StatusRuntimeException | WorkflowServiceException e) {
      err.printf(
          "Temporal does not answer any more (%s). If its server keeps its data, the orders are not lost: place them again.%n",
          OrderFailures.root(e).getMessage());
      return STILL_OPEN;
    }
  }

  /** An order that was placed, and whether its workflow runs, or had ended before. */
  private record Placed(WorkflowStub order, boolean runs) {
    static Placed now(WorkflowClient client, Strategy strategy, String orderId) {
      boolean runs =
          OrderPlacement.start(client, strategy.taskQueue(), orderId, WorkflowOptions.newBuilder());
      return new Placed(client.newUntypedWorkflowStub(orderId), runs);
    }
  }

  private int await(WorkflowClient client, Placed placed, int maxWaits) {
    WorkflowStub order = placed.order();
    String orderId = order.getExecution().getWorkflowId();
    for (int i = 0; i < maxWaits || !isOpen(order); i++) {
      try {
        String ticketId = order.getResult(WAIT_SECONDS, TimeUnit.SECONDS, String.class);
        out.println(orderId + "  " + ticketId);
        return placed.runs() || isInLedger(orderId, ticketId) ? TICKET : NO_TICKET;
      } catch (TimeoutException e) {
        String why = PendingOrderDiagnosis.of(client, strategy, orderId);
        out.println(orderId + "  still open. " + why);
      } catch (WorkflowFailedException e) {
        err.println(orderId + "  no ticket number " + reason(e));
        return NO_TICKET;
      } catch (WorkflowServiceException e) {
        String why = DecodingErrors.reason(e).orElseThrow(() -> e);
        err.println(orderId + "  its result cannot be read. " + why);
        return NO_TICKET;
      } catch (TicketSystemException e) {
        err.println(orderId + "  cannot be compared with the ledger. " + e.getMessage());
        return NO_TICKET;
      }
    }
    err.println(orderId + "  is not lost: it stays open. Place it again to wait for it.");
    return STILL_OPEN;
  }

  /** Temporal can remember an order whose ticket has been removed, and the other way round. */
  private boolean isInLedger(String orderId, String ticketId) {
    Optional<Path> folder = database.get();
    if (folder.isEmpty()
        || new Ledger(folder.get(), Clock.systemUTC()).ticketIdsOf(orderId).contains(ticketId)) {
      return true;
    }
    err.printf(
        "%s  has no %s in %s. Its worker may use another database (add --database FOLDER) or belong to another workshop (set %s in every terminal; see setup.md). Or the ticket was removed: ./workshop fresh makes Temporal forget it, too.%n",
        orderId, ticketId, folder.get(), LocalPort.VARIABLE);
    return false;
  }

  private static boolean isOpen(WorkflowStub order) {
    return order.describe().getStatus()
        == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
  }

  private static String reason(WorkflowFailedException e) {
    Throwable root = OrderFailures.root(e);
    return root instanceof ApplicationFailure failure
        ? "(" + failure.getType() + "). " + failure.getOriginalMessage()
        : "(" + root.getMessage() + ")";
  }
}
