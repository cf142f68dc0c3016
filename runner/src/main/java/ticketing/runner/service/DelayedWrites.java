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
 * Runs late writes after their caller has given up: delays count from the deadline of the {@link
 * ServedCall}. A write that has not run when the service ends never runs.
 */
final class DelayedWrites implements Timer, AutoCloseable {
  private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(4);
  private final Clock clock;

  DelayedWrites(Clock clock) {
    this.clock = clock;
  }

  /**
   * Runs the action a quarter of the limit after the deadline. On a busy machine it may be later;
   * {@link DeadlineTicketSystem} refuses what is too late.
   */
  @Override
  public void within(Duration limit, Consumer<Instant> action) {
    ServedCall call = ServedCall.current().orElseThrow();
    Instant moment = call.deadline.plus(limit.dividedBy(4));
    long wait = Duration.between(clock.instant(), moment).toMillis();
    executor.schedule(
        () -> call.run(() -> action.accept(call.deadline.plus(limit))),
        wait,
        TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
