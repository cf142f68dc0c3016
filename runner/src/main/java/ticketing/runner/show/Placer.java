package ticketing.runner.show;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Places orders by their number, each in all lanes at once and a few at a time, so that the lanes
 * advance together.
 */
final class Placer implements AutoCloseable {
  /** So many orders are in progress at a time, which is what the ticket services slow down. */
  private static final int MOST_OPEN = 16;

  /** Not all orders are at the same step. */
  private static final long BETWEEN_MILLIS = 40;

  /** An order that does not end in some lane makes room for the next one after this time. */
  private static final long GIVES_WAY_AFTER_SECONDS = 5;

  private final Semaphore room = new Semaphore(MOST_OPEN);
  private final ExecutorService queue = Executors.newSingleThreadExecutor();

  /** Places an order when those before it have left room; skips lanes that do not have it. */
  void place(int number, List<Lane> lanes) {
    queue.execute(
        () -> {
          List<Lane> having = lanes.stream().filter(lane -> lane.has(number)).toList();
          try {
            if (!having.isEmpty()) {
              room.acquire();
              CompletableFuture.allOf(
                      having.stream()
                          .map(lane -> lane.follow(number, false))
                          .toArray(CompletableFuture[]::new))
                  .orTimeout(GIVES_WAY_AFTER_SECONDS, TimeUnit.SECONDS)
                  .whenComplete((ended, late) -> room.release());
              TimeUnit.MILLISECONDS.sleep(BETWEEN_MILLIS);
            }
          } catch (InterruptedException e) {
            // The run is closed.
          }
        });
  }

  @Override
  public void close() {
    queue.shutdownNow();
  }
}
