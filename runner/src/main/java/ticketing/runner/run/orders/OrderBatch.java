package ticketing.runner.run.orders;

import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowServiceException;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import ticketing.order.OrderFailures;
import ticketing.order.OrderPlacement;
import ticketing.order.Strategy;
import ticketing.runner.util.UsageException;
import ticketing.testkit.WorkflowResult;
import ticketing.worker.DecodingErrors;

/** Places many orders, up to 500 of them open at a time, and waits for the result of each. */
public final class OrderBatch {
  /** The patience in real time: Temporal waits up to 100 s before it retries a failed call. */
  public static final Duration PATIENCE = Duration.ofSeconds(150);

  /** The embedded server has a thread for each open order that a client waits for. */
  private static final int MAX_OPEN = 500;

  private static final int POLL_MILLIS = 20;

  private final WorkflowClient client;
  private final Strategy strategy;
  private final List<String> orderIds;
  private final OrderProgress progress;
  private final Map<String, CompletableFuture<String>> open = new LinkedHashMap<>();
  private final Map<String, WorkflowResult> results = new TreeMap<>();
  private final long start = System.nanoTime();
  private long lastEnd = start;
  private long silenceNanos;

  /** Creates a batch of these orders, none of them placed yet. */
  public OrderBatch(
      WorkflowClient client, Strategy strategy, List<String> orderIds, OrderProgress progress) {
    this.client = client;
    this.strategy = strategy;
    this.orderIds = orderIds;
    this.progress = progress;
  }

  /**
   * Places the orders, waits until all have ended, and returns how.
   *
   * @param patience ends the wait when no order has ended for so long while a worker was ready
   * @param workerIsReady is asked again and again; an exception of it ends the wait
   */
  public Map<String, WorkflowResult> run(Duration patience, BooleanSupplier workerIsReady)
      throws InterruptedException {
    Iterator<String> next = orderIds.iterator();
    long before = start;
    while (results.size() < orderIds.size() && silenceNanos < patience.toNanos()) {
      long now = System.nanoTime();
      // On a busy machine, workers that are killed may spend minutes on starting.
      silenceNanos += workerIsReady.getAsBoolean() ? now - before : 0;
      before = now;
      if (next.hasNext() && open.size() < MAX_OPEN) {
        String orderId = next.next();
        open.put(orderId, place(orderId));
      } else {
        awaitShortly(open.values().iterator().next());
      }
      open.entrySet().stream().filter(order -> order.getValue().isDone()).forEach(this::end);
      open.keySet().removeAll(results.keySet());
    }
    WorkflowResult stuck =
        WorkflowResult.stuck(
            "is open, and no order ended for %d s".formatted(patience.toSeconds()));
    orderIds.forEach(orderId -> results.putIfAbsent(orderId, stuck));
    return results;
  }

  private CompletableFuture<String> place(String orderId) {
    try {
      return OrderPlacement.place(client, strategy, orderId).getResultAsync(String.class);
    } catch (StatusRuntimeException | WorkflowServiceException e) {
      throw noAnswer(e);
    }
  }

  /** Waits for an order, but not long. The test service skips time only during such a wait. */
  private static void awaitShortly(CompletableFuture<String> order) throws InterruptedException {
    try {
      order.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      // It is still open, or has failed, which is looked at next.
    }
  }

  private void end(Map.Entry<String, CompletableFuture<String>> order) {
    results.put(order.getKey(), result(order.getValue()));
    lastEnd = System.nanoTime();
    silenceNanos = 0;
    progress.orderEnded();
  }

  private WorkflowResult result(CompletableFuture<String> done) {
    try {
      return WorkflowResult.of(done, strategy);
    } catch (CompletionException e) {
      throw noAnswer(e.getCause());
    }
  }

  private static UsageException noAnswer(Throwable failure) {
    return UsageException.failure(
        DecodingErrors.reason(failure)
            .map(why -> "The result of an order cannot be read. " + why)
            .orElseGet(
                () ->
                    "Temporal no longer answers, or has lost its data: "
                        + OrderFailures.root(failure).getMessage()));
  }

  /** Returns the time from the start of the batch to the end of its last order. */
  public Duration time() {
    return Duration.ofNanos(lastEnd - start);
  }
}
