package ticketing.system.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs late writes: in real time or, in tests, in the time of the time-skipping test server. */
@FunctionalInterface
public interface Timer {
  /** Runs the action as late as possible, but within the limit, whose end it takes, or never. */
  void within(Duration limit, Consumer<Instant> action);

  /**
   * Returns a timer that runs in real time. Its threads are daemons: what has not run when the
   * process ends never runs. Here, "as late as possible" means after a quarter of the limit, or on
   * a busy machine after up to half of it. After that, the action never runs: the other half is for
   * the action, which takes time too.
   */
  static Timer realTime() {
    return (limit, action) -> {
      Instant end = Instant.now().plus(limit);
      long scheduledAt = System.nanoTime();
      CompletableFuture.delayedExecutor(limit.dividedBy(4).toMillis(), TimeUnit.MILLISECONDS)
          .execute(
              () -> {
                if (System.nanoTime() - scheduledAt < limit.dividedBy(2).toNanos()) {
                  action.accept(end);
                }
              });
    };
  }
}
