package ticketing.runner.setup.doctor;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A look at something, which ends in time and never throws.
 *
 * @param subject what is looked at, such as {@code Git}
 * @param limit after which nobody waits for it any more
 * @param look finds out
 */
record Examination(String subject, Duration limit, Look look) {
  private static final Duration USUAL_LIMIT = Duration.ofSeconds(15);

  /** Finds out. */
  interface Look {
    /** What was found: nothing, if there is nothing to say. */
    List<Finding> findings() throws Exception;
  }

  /** With the usual time limit. */
  Examination(String subject, Look look) {
    this(subject, USUAL_LIMIT, look);
  }

  /** What was found; that it took too long or failed is a finding too. */
  List<Finding> findings() throws InterruptedException {
    FutureTask<List<Finding>> task = new FutureTask<>(look::findings);
    Thread thread = new Thread(task, "examination of " + subject);
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      task.cancel(true);
      return List.of(
          Finding.broken(
              subject + ": no answer within " + limit.toSeconds() + " s",
              "Is the computer very busy? Run ./workshop doctor again when it is not."));
    } catch (ExecutionException e) {
      return List.of(
          Finding.broken(
              subject + ": cannot be examined: " + e.getCause(),
              "Mend what this names, and run ./workshop doctor again."));
    }
  }
}
