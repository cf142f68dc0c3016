package ticketing.runner.show;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Places orders by their number, each in all lanes at once and a few at a time, so that the lanes
 * advance together. Without a worker it waits for nothing: Temporal remembers the orders.
 */
final class Placer implements AutoCloseable {
  /** As many as a ticket service slows down. */
  private static final int MOST_IN_PROGRESS = 16;

  /** So the orders in progress are at different steps. */
  private static final long BETWEEN_MILLIS = 40;

  /** An order that some lane never ends makes room for the next one after this time. */
  private static final long GIVES_WAY_AFTER_SECONDS = 10;

  private final Semaphore room = new Semaphore(MOST_IN_PROGRESS);
  private final ExecutorService queue = Executors.newSingleThreadExecutor();
  private final BooleanSupplier hasWorker;

  Placer(BooleanSupplier hasWorker) {
    this.hasWorker = hasWorker;
  }

  /** Places an order when those before it have left room; skips lanes that do not have it. */
  void place(int number, List<Lane> lanes) {
    queue.execute(
        () -> {
          try {
            placeNow(number, lanes.stream().filter(lane -> lane.has(number)).toList());
          } catch (InterruptedException e) {
            // The run is closed.
          }
        });
  }

  private void placeNow(int number, List<Lane> lanes) throws InterruptedException {
    if (lanes.isEmpty()) {
      return;
    }
    int taken = 0;
    while (taken == 0 && hasWorker.getAsBoolean()) {
      taken = room.tryAcquire(BETWEEN_MILLIS, TimeUnit.MILLISECONDS) ? 1 : 0;
    }
    int toRelease = taken;
    CompletableFuture.allOf(
            lanes.stream()
                .map(lane -> lane.follow(number, false))
                .toArray(CompletableFuture[]::new))
        .orTimeout(GIVES_WAY_AFTER_SECONDS, TimeUnit.SECONDS)
        .whenComplete((ended, late) -> room.release(toRelease));
    TimeUnit.MILLISECONDS.sleep(BETWEEN_MILLIS);
  }

  @Override
  public void close() {
    queue.shutdownNow();
  }
}
