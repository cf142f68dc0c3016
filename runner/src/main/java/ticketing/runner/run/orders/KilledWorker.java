package ticketing.runner.run.orders;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import ticketing.runner.util.Shell;
import ticketing.runner.util.UsageException;

/**
 * A worker process that is killed at random moments, as by {@code kill -9}, and started again at
 * once. There is one process at a time.
 */
final class KilledWorker implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofSeconds(60);

  /** How long a worker may live once it is ready. */
  private static final Duration SHORTEST_LIFE = Duration.ofMillis(500);

  private static final Duration LONGEST_LIFE = Duration.ofSeconds(5);

  private static final int LAST_LINES = 5;

  private final Launch launch;
  private final Path logs;
  private final Random random;
  private final int mostKills;
  private volatile Process process;
  private boolean ready;
  private int kills;

  /** When the worker must be ready; once it is, when it is killed. */
  private long deadline;

  /** Starts a worker process. */
  interface Launch {
    /** Starts the worker of this number, from 1, which writes into this log. */
    Process start(int number, Path log) throws IOException;
  }

  /**
   * Starts the first worker.
   *
   * @param logs the folder for the logs, one of each worker
   * @param random chooses the moments
   * @param mostKills after this number of kills, the worker lives
   */
  KilledWorker(Launch launch, Path logs, Random random, int mostKills) throws IOException {
    this.launch = launch;
    this.logs = logs;
    this.random = random;
    this.mostKills = mostKills;
    start();
  }

  private void start() throws IOException {
    process = launch.start(kills + 1, log(kills + 1));
    ready = false;
    deadline = System.nanoTime() + LONGEST_START.toNanos();
  }

  /**
   * Kills the worker and starts the next one, if it is due. Call it again and again.
   *
   * @return whether a worker is ready
   * @throws UsageException if the worker has ended by itself, or takes too long to start
   */
  boolean killIfDue() {
    try {
      boolean late = System.nanoTime() > deadline;
      if (!process.isAlive() || !ready && late) {
        throw new UsageException(
            "Worker %d has ended, or is not ready after %d s. Its log, %s, ends with:%n%s"
                .formatted(
                    kills + 1,
                    LONGEST_START.toSeconds(),
                    log(kills + 1),
                    Shell.tail(output(kills + 1), LAST_LINES)),
            1);
      }
      if (!ready && output(kills + 1).contains("is ready")) {
        ready = true;
        long life = random.nextLong(SHORTEST_LIFE.toNanos(), LONGEST_LIFE.toNanos());
        deadline = System.nanoTime() + life;
      } else if (ready && late && kills < mostKills) {
        process.destroyForcibly().onExit().join();
        kills++;
        start();
      }
      return ready;
    } catch (IOException e) {
      throw new UsageException("Cannot start a worker: " + e.getMessage(), 1);
    }
  }

  /** Returns what the worker of this number, from 1, has written. A kill may cut a character. */
  String output(int number) throws IOException {
    return new String(Files.readAllBytes(log(number)), StandardCharsets.UTF_8);
  }

  private Path log(int number) {
    return logs.resolve("worker-" + number + ".log");
  }

  /** Returns how many workers were killed. */
  int kills() {
    return kills;
  }

  /** Kills the worker, and starts no other. */
  @Override
  public void close() {
    process.destroyForcibly();
  }
}
