package ticketing.runner.run.orders;

import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowServiceException;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import ticketing.order.OrderFailures;
import ticketing.order.OrderPlacement;
import ticketing.order.Strategy;
import ticketing.runner.util.UsageException;
import ticketing.testkit.WorkflowResult;
import ticketing.worker.DecodingErrors;

/** Places many orders, up to 500 of them open at a time, and waits for the result of each. */
public final class OrderBatch {
  /** The embedded server has a thread for each open order that a client waits for. */
  private static final int MAX_OPEN = 500;

  /** Temporal waits up to 100 s before it retries a failed call. */
  private static final int PATIENCE_SECONDS = 150;

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
  private static final int POLL_MILLIS = 20;

  private final WorkflowClient client;
  private final Strategy strategy;
  private final List<String> orderIds;
  private final OrderProgress progress;
  private final Map<String, CompletableFuture<String>> open = new LinkedHashMap<>();
  private final Map<String, WorkflowResult> results = new TreeMap<>();
  private final long begin = System.nanoTime();
  private long lastEnd = begin;
  private long patienceNanos = PATIENCE_NANOS;

  /** Creates a batch of these orders, none of them placed yet. */
  public OrderBatch(
      WorkflowClient client, Strategy strategy, List<String> orderIds, OrderProgress progress) {
    this.client = client;
    this.strategy = strategy;
    this.orderIds = orderIds;
    this.progress = progress;
  }

  /**
   * Places the orders and waits until all have ended, or until none has ended for 150 s while a
   * worker was ready.
   *
   * @param workerIsReady is asked again and again; an exception of it ends the wait
   * @return how each order ended
   * @throws UsageException if Temporal no longer answers
   */
  public Map<String, WorkflowResult> run(BooleanSupplier workerIsReady)
      throws InterruptedException {
    Iterator<String> next = orderIds.iterator();
    long before = begin;
    while (results.size() < orderIds.size() && patienceNanos > 0) {
      long now = System.nanoTime();
      // On a busy machine, workers that are killed may spend minutes on starting.
      patienceNanos -= workerIsReady.getAsBoolean() ? now - before : 0;
      before = now;
      if (next.hasNext() && open.size() < MAX_OPEN) {
        String orderId = next.next();
        open.put(orderId, place(orderId));
      } else {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      }
      open.entrySet().stream().filter(order -> order.getValue().isDone()).forEach(this::end);
      open.keySet().removeAll(results.keySet());
    }
    WorkflowResult stuck =
        new WorkflowResult(
            WorkflowResult.Kind.STUCK,
            null,
            "is open, and no order ended for %d s".formatted(PATIENCE_SECONDS));
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

  private void end(Map.Entry<String, CompletableFuture<String>> order) {
    results.put(order.getKey(), result(order.getValue()));
    lastEnd = System.nanoTime();
    patienceNanos = PATIENCE_NANOS;
    progress.orderEnded();
  }

  private WorkflowResult result(CompletableFuture<String> done) {
    try {
      return WorkflowResult.returned(done.join());
    } catch (CompletionException e) {
      if (e.getCause() instanceof WorkflowFailedException failed) {
        return WorkflowResult.failed(failed, strategy);
      }
      throw noAnswer(e.getCause());
    }
  }

  private static UsageException noAnswer(Throwable failure) {
    return new UsageException(
        DecodingErrors.reason(failure)
            .map(why -> "The result of an order cannot be read. " + why)
            .orElseGet(
                () ->
                    "Temporal no longer answers, or has lost its data: "
                        + OrderFailures.root(failure).getMessage()),
        1);
  }

  /** Returns the time since an order ended last. */
  public Duration sinceLastEnd() {
    return Duration.ofNanos(System.nanoTime() - lastEnd);
  }

  /** Returns an order that was placed and has not ended; empty if there is none. */
  public Optional<String> openOrder() {
    return open.keySet().stream().findFirst();
  }

  /** Returns the time from the start of the batch to the end of its last order. */
  public Duration time() {
    return Duration.ofNanos(lastEnd - begin);
  }
}
