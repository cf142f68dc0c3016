package ticketing.runner.chaos;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import ticketing.order.OrderPlacement;
import ticketing.order.Strategy;
import ticketing.runner.demo.Progress;
import ticketing.testkit.Ending;

/** Places orders, all at once, and waits for the end of each. */
final class OrderRush {
  /**
   * Seconds without any order coming to its end, after which the rest is called stuck. Temporal
   * waits up to 100 s before it tries a failed call again.
   */
  private static final int PATIENCE_SECONDS = 150;

  private final Strategy strategy;
  private final List<CompletableFuture<Ending>> orders = new ArrayList<>();
  private final Progress progress;
  private final long begin = System.nanoTime();
  private int closed;
  private long lastClosed = begin;

  /**
   * Places the orders.
   *
   * @param name stands in the progress line
   */
  OrderRush(String name, WorkflowClient client, Strategy strategy, List<String> orderIds) {
    this.strategy = strategy;
    this.progress = new Progress(name, orderIds.size());
    for (String orderId : orderIds) {
      orders.add(
          OrderPlacement.place(client, strategy, orderId)
              .getResultAsync(String.class)
              .handle(this::closed));
    }
  }

  private synchronized Ending closed(String ticketId, Throwable failure) {
    closed++;
    lastClosed = System.nanoTime();
    progress.done(closed);
    if (failure instanceof WorkflowFailedException failed) {
      return Ending.failed(failed, strategy);
    }
    if (failure != null) {
      throw new IllegalStateException("Temporal does not answer any more", failure);
    }
    return Ending.returned(ticketId);
  }

  /**
   * Waits until all have come to their end, or there is no use in waiting.
   *
   * @param hopeless is asked again and again
   * @return how each ended, in the order in which they were given
   */
  List<Ending> await(BooleanSupplier hopeless) throws InterruptedException {
    CompletableFuture<?> all = CompletableFuture.allOf(orders.toArray(CompletableFuture<?>[]::new));
    while (!all.isDone() && !hopeless.getAsBoolean() && !isStuck()) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    return orders.stream()
        .map(order -> order.getNow(Ending.stuck(strategy, PATIENCE_SECONDS)))
        .toList();
  }

  private synchronized boolean isStuck() {
    return System.nanoTime() - lastClosed > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
  }

  /** From the first order's placing to the last one's end. */
  synchronized Duration time() {
    return Duration.ofNanos(lastClosed - begin);
  }
}
