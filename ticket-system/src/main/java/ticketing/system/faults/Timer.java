package ticketing.system.faults;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Does things later: in real time, or in a test's skipped time. */
public interface Timer {

  /** Runs the action after the delay. */
  void after(Duration delay, Runnable action);

  /**
   * The longest delay after which an action still runs within the limit. In skipped time that is
   * the last millisecond; real time needs room for a busy machine.
   */
  Duration justWithin(Duration limit);

  /** Real time, on a daemon thread: what has not run when the process ends never runs. */
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
      public Duration justWithin(Duration limit) {
        return limit.dividedBy(2);
      }
    };
  }
}
