package ticketing.runner.chaos;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import ticketing.order.OrderPlacement;
import ticketing.order.Strategy;
import ticketing.runner.UsageException;
import ticketing.runner.demo.Progress;
import ticketing.testkit.Ending;

/** Places orders as fast as it can, many of them open at once, and waits for the end of each. */
final class OrderRush {
  /** The embedded server has a thread for everybody who waits for an order. */
  private static final int MOST_OPEN = 500;

  /**
   * Seconds without any order coming to its end, after which the rest is called stuck. Temporal
   * waits up to 100 s before it tries a failed call again.
   */
  private static final int PATIENCE_SECONDS = 150;

  private final WorkflowClient client;
  private final Strategy strategy;
  private final List<String> orderIds;
  private final Progress progress;
  private final List<CompletableFuture<Ending>> placed = new ArrayList<>();
  private final long begin = System.nanoTime();
  private int closed;
  private long lastClosed = begin;

  /** Of these orders; the name stands in the progress line. */
  OrderRush(String name, WorkflowClient client, Strategy strategy, List<String> orderIds) {
    this.client = client;
    this.strategy = strategy;
    this.orderIds = orderIds;
    this.progress = new Progress(name, orderIds.size());
  }

  /**
   * Returns when all have come to their end, or when no more is to be expected.
   *
   * @param hopeless is asked again and again
   * @return how each ended, in their order
   * @throws UsageException if Temporal does not answer any more
   */
  List<Ending> run(BooleanSupplier hopeless) throws InterruptedException {
    while (closed() < orderIds.size() && !isStuck() && !hopeless.getAsBoolean()) {
      if (placed.size() < orderIds.size() && placed.size() - closed() < MOST_OPEN) {
        placed.add(place(orderIds.get(placed.size())));
      } else {
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
    try {
      Ending stuck = Ending.stuck(strategy, PATIENCE_SECONDS);
      List<Ending> endings = new ArrayList<>();
      placed.forEach(order -> endings.add(order.getNow(stuck)));
      while (endings.size() < orderIds.size()) {
        endings.add(stuck);
      }
      return endings;
    } catch (CompletionException e) {
      throw new UsageException("Temporal does not answer any more: " + e.getCause(), 1);
    }
  }

  private CompletableFuture<Ending> place(String orderId) {
    return OrderPlacement.place(client, strategy, orderId)
        .getResultAsync(String.class)
        .handle(this::close);
  }

  private Ending close(String ticketId, Throwable failure) {
    synchronized (this) {
      closed++;
      lastClosed = System.nanoTime();
      progress.done(closed);
    }
    if (failure instanceof WorkflowFailedException failed) {
      return Ending.failed(failed, strategy);
    }
    if (failure != null) {
      throw new CompletionException(failure);
    }
    return Ending.returned(ticketId);
  }

  private synchronized int closed() {
    return closed;
  }

  private synchronized boolean isStuck() {
    return System.nanoTime() - lastClosed > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
  }

  /** From the first order's placing to the last one's end. */
  synchronized Duration time() {
    return Duration.ofNanos(lastClosed - begin);
  }
}
