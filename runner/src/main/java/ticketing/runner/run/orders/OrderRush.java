package ticketing.runner.run.orders;

import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowServiceException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import ticketing.order.OrderFailures;
import ticketing.order.OrderPlacement;
import ticketing.order.Strategy;
import ticketing.runner.util.UsageException;
import ticketing.testkit.WorkflowResult;
import ticketing.worker.DecodingErrors;

/** Places orders as fast as it can, many of them open at once, and waits for the end of each. */
public final class OrderRush {
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
  private final IntConsumer progress;
  private final Map<String, WorkflowResult> endings = new HashMap<>();
  private final long begin = System.nanoTime();
  private long lastClosed = begin;
  private Throwable noAnswer;

  /** Written by the thread that runs, alone. */
  private volatile int placed;

  /** Of these orders; whenever one has come to its end, it is told how many have. */
  public OrderRush(
      WorkflowClient client, Strategy strategy, List<String> orderIds, IntConsumer progress) {
    this.client = client;
    this.strategy = strategy;
    this.orderIds = orderIds;
    this.progress = progress;
  }

  /**
   * Returns when all have come to their end, or when no more is to be expected.
   *
   * @param hopeless is asked again and again
   * @return how each ended, in their order
   * @throws UsageException if Temporal does not answer any more
   */
  public List<WorkflowResult> run(BooleanSupplier hopeless) throws InterruptedException {
    while (isOpen() && !hopeless.getAsBoolean()) {
      if (placed < orderIds.size() && placed - closed() < MOST_OPEN) {
        place(orderIds.get(placed));
        placed++;
      } else {
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
    return endings();
  }

  private void place(String orderId) {
    try {
      OrderPlacement.place(client, strategy, orderId)
          .getResultAsync(String.class)
          .whenComplete((ticketId, thrown) -> close(orderId, ticketId, thrown));
    } catch (StatusRuntimeException | WorkflowServiceException e) {
      throw noAnswer(e);
    }
  }

  private synchronized void close(String orderId, String ticketId, Throwable thrown) {
    Throwable failure = thrown instanceof CompletionException ? thrown.getCause() : thrown;
    if (failure == null) {
      endings.put(orderId, WorkflowResult.returned(ticketId));
    } else if (failure instanceof WorkflowFailedException failed) {
      endings.put(orderId, WorkflowResult.failed(failed, strategy));
    } else {
      noAnswer = failure;
      return;
    }
    lastClosed = System.nanoTime();
    progress.accept(endings.size());
  }

  private synchronized boolean isOpen() {
    if (noAnswer != null) {
      throw noAnswer(noAnswer);
    }
    return endings.size() < orderIds.size()
        && System.nanoTime() - lastClosed < TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
  }

  private static UsageException noAnswer(Throwable failure) {
    return new UsageException(
        DecodingErrors.reason(failure)
            .map(why -> "The answer of an order cannot be read. " + why)
            .orElseGet(
                () ->
                    "Temporal does not answer any more, or has lost its data: "
                        + OrderFailures.root(failure).getMessage()),
        1);
  }

  /** How long no order has come to its end by now. */
  public synchronized Duration sinceLastEnd() {
    return Duration.ofNanos(System.nanoTime() - lastClosed);
  }

  /** An order that was placed and has not come to its end; empty if there is none. */
  public synchronized Optional<String> oneThatIsOpen() {
    return orderIds.stream().limit(placed).filter(id -> !endings.containsKey(id)).findFirst();
  }

  private synchronized int closed() {
    return endings.size();
  }

  private synchronized List<WorkflowResult> endings() {
    WorkflowResult stuck =
        new WorkflowResult(
            WorkflowResult.Kind.STUCK,
            null,
            "is open, and no order came to its end within %d s".formatted(PATIENCE_SECONDS));
    return orderIds.stream().map(id -> endings.getOrDefault(id, stuck)).toList();
  }

  /** From the first order's placing to the last one's end. */
  public synchronized Duration time() {
    return Duration.ofNanos(lastClosed - begin);
  }
}
