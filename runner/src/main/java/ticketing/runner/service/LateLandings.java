package ticketing.runner.service;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import ticketing.system.faults.Timer;

/**
 * Lets creates land after their callers have given up: the time counts from the deadline of the
 * {@link ServedCall}. What has not run when the process ends never runs.
 */
final class LateLandings implements Timer, AutoCloseable {
  private static final int THREADS = 4;

  private final ScheduledExecutorService executor =
      Executors.newScheduledThreadPool(
          THREADS,
          task -> {
            Thread thread = new Thread(task, "late-landings");
            thread.setDaemon(true);
            return thread;
          });
  private final Clock clock;

  LateLandings(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void after(Duration delay, Runnable action) {
    runAt(deadline().plus(delay), action);
  }

  /**
   * A quarter of the limit after the caller has given up. On a busy machine it may be later; {@link
   * PunctualTicketSystem} refuses what is too late.
   */
  @Override
  public void within(Duration limit, Consumer<Instant> action) {
    Instant deadline = deadline();
    runAt(deadline.plus(limit.dividedBy(4)), () -> action.accept(deadline.plus(limit)));
  }

  private Instant deadline() {
    return ServedCall.current().map(ServedCall::deadline).orElseGet(clock::instant);
  }

  private void runAt(Instant moment, Runnable action) {
    ServedCall call = ServedCall.current().orElse(null);
    long wait = Math.max(0, Duration.between(clock.instant(), moment).toMillis());
    executor.schedule(
        () -> {
          if (call == null) {
            action.run();
          } else {
            call.serve(
                () -> {
                  action.run();
                  return null;
                });
          }
        },
        wait,
        TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
