package ticketing.runner.run.orders;

import java.time.Duration;
import java.util.Random;
import ticketing.runner.util.UsageException;

/** Kills a worker at random moments, and starts it again at once. */
final class RandomKills {
  /** How long a worker may live once it is ready. */
  private static final Duration SHORTEST_LIFE = Duration.ofMillis(500);

  private static final Duration LONGEST_LIFE = Duration.ofSeconds(5);

  private final KillableWorker worker;
  private final Random random;
  private final int mostKills;
  private boolean ready;

  /** When a worker that is ready is killed. */
  private long deadline;

  /**
   * Starts the first worker.
   *
   * @param random chooses the moments
   * @param mostKills after this number of kills, the worker lives
   */
  RandomKills(KillableWorker worker, Random random, int mostKills) {
    this.worker = worker;
    this.random = random;
    this.mostKills = mostKills;
    worker.start();
  }

  /**
   * Kills the worker and starts the next one, if it is due. Call it again and again.
   *
   * @return whether a worker is ready
   * @throws UsageException if the worker has ended by itself, or takes too long to start
   */
  boolean killIfDue() {
    long now = System.nanoTime();
    KillableWorker.Status status = worker.status();
    KillableWorker.State state = status.state();
    if (state == KillableWorker.State.ENDED) {
      throw new UsageException(
          "Worker %d has ended, or is not ready after 60 s: %s (see %s)"
              .formatted(worker.starts(), status.words(), worker.log(worker.starts())),
          1);
    }
    if (!ready && state == KillableWorker.State.READY) {
      ready = true;
      deadline = now + random.nextLong(SHORTEST_LIFE.toNanos(), LONGEST_LIFE.toNanos());
    } else if (ready && now > deadline && worker.starts() <= mostKills) {
      worker.kill();
      worker.start();
      ready = false;
    }
    return ready;
  }
}
