package ticketing.system.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Runs things later: in real time, or in a test's skipped time. */
public interface Timer {

  /** Runs the action after the delay. */
  void after(Duration delay, Runnable action);

  /**
   * Runs the action as late as possible, but within the limit or never.
   *
   * @param action takes the moment at which the limit ends
   */
  void within(Duration limit, Consumer<Instant> action);

  /**
   * Returns this timer with a further delay: for a call whose end is noticed after a timeout only.
   *
   * @param delay is read at each call
   */
  default Timer delayedBy(Supplier<Duration> delay) {
    Timer timer = this;
    return new Timer() {
      @Override
      public void after(Duration wait, Runnable action) {
        timer.after(wait.plus(delay.get()), action);
      }

      @Override
      public void within(Duration limit, Consumer<Instant> action) {
        timer.within(limit.plus(delay.get()), action);
      }
    };
  }

  /**
   * Returns a timer of real time. Its thread is a daemon: what has not run when the process ends
   * never runs. "As late as possible" is after a quarter of the limit, on a busy machine up to half
   * of it, and then never: the other half is for the action, which takes time too.
   */
  static Timer realTime() {
    ScheduledExecutorService executor =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "ticket-system-timer");
              thread.setDaemon(true);
              return thread;
            });
    return new Timer() {
      @Override
      public void after(Duration delay, Runnable action) {
        executor.schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS);
      }

      @Override
      public void within(Duration limit, Consumer<Instant> action) {
        Instant end = Instant.now().plus(limit);
        long now = System.nanoTime();
        after(
            limit.dividedBy(4),
            () -> {
              if (System.nanoTime() - now < limit.dividedBy(2).toNanos()) {
                action.accept(end);
              }
            });
      }
    };
  }
}
