package ticketing.runner.show;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import ticketing.order.OrderActivities;
import ticketing.order.OrderFailures;
import ticketing.order.OrderPlacement;
import ticketing.runner.service.TicketService;
import ticketing.testkit.WorkflowResult;
import ticketing.worker.DecodingErrors;

/** Places the orders of a lane with Temporal and waits for their results, each on a thread. */
final class Placer implements AutoCloseable {
  /** Limits open orders; the others wait. The embedded server has a thread for each open order. */
  private static final int MAX_OPEN = 100;

  private static final Duration RETRY_DELAY = Duration.ofSeconds(1);

  /**
   * After this time, a call that a worker began before Temporal forgot the order is over, and its
   * ticket can be seen.
   */
  private static final Duration FORGOTTEN_DELAY =
      OrderActivities.START_TO_CLOSE
          .plus(TicketService.TIMING.maxWriteDelay())
          .plus(TicketService.TIMING.maxReadLag());

  private final WorkflowClient client;
  private final Lane lane;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          MAX_OPEN,
          task -> {
            Thread placer = new Thread(task, "placer");
            placer.setDaemon(true);
            return placer;
          });

  Placer(WorkflowClient client, Lane lane) {
    this.client = client;
    this.lane = lane;
  }

  /**
   * Waits for the result of an order, when those before it leave room for it.
   *
   * @param isPlaced whether Temporal knows the order; otherwise it is placed
   */
  void follow(int number, boolean isPlaced) {
    try {
      threads.execute(() -> awaitEnd(number, isPlaced));
    } catch (RejectedExecutionException e) {
      // The run is closed. When it is resumed, it waits for all its orders again.
    }
  }

  private void awaitEnd(int number, boolean wasPlaced) {
    boolean isPlaced = wasPlaced;
    try {
      while (isForgotten(number, isPlaced)) {
        // Temporal does not know the order: a server that keeps its data in memory was restarted,
        // or the order never got there. One with a ticket may have ended, so it is not placed
        // again: its result is unknown.
        Thread.sleep(FORGOTTEN_DELAY.toMillis());
        if (!lane.ticketsOnDisk(number).isEmpty()) {
          lane.lose(number, "Temporal has forgotten the order");
          return;
        }
        isPlaced = false;
      }
    } catch (InterruptedException e) {
      // The run is closed.
    }
  }

  /** Waits until the order has ended, or Temporal says that it does not know it. */
  private boolean isForgotten(int number, boolean isPlaced) throws InterruptedException {
    while (!threads.isShutdown()) {
      try {
        WorkflowStub order =
            isPlaced
                ? client.newUntypedWorkflowStub(lane.orderId(number))
                : OrderPlacement.place(client, lane.strategy(), lane.orderId(number));
        lane.end(number, WorkflowResult.returned(order.getResult(String.class)));
        return false;
      } catch (WorkflowFailedException e) {
        lane.end(number, WorkflowResult.failed(e, lane.strategy()));
        return false;
      } catch (RuntimeException e) {
        Optional<String> unreadable = DecodingErrors.reason(e);
        if (unreadable.isPresent()) {
          lane.lose(number, "Its result cannot be read: " + unreadable.get());
          return false;
        }
        if (isNotFound(e)) {
          return true;
        }
        Thread.sleep(RETRY_DELAY.toMillis());
      }
    }
    return false;
  }

  private static boolean isNotFound(RuntimeException failure) {
    return failure instanceof WorkflowNotFoundException
        || OrderFailures.root(failure) instanceof StatusRuntimeException status
            && status.getStatus().getCode() == Status.Code.NOT_FOUND;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
