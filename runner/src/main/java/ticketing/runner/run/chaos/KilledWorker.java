package ticketing.runner.run.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A worker process that is killed at random moments, as {@code kill -9} does it, and started again
 * at once. There is one process at a time.
 */
final class KilledWorker implements AutoCloseable {
  /** How long one may live once it is ready. */
  private static final Duration SHORTEST_LIFE = Duration.ofMillis(500);

  private static final Duration LONGEST_LIFE = Duration.ofSeconds(5);
  private static final Duration LONGEST_START = Duration.ofSeconds(60);
  private static final int TOLD_LINES = 5;

  private final Launch launch;
  private final Path logs;
  private final Random random;
  private final int mostKills;
  private final CountDownLatch spared = new CountDownLatch(1);
  private Process process;
  private boolean closed;
  private volatile int kills;
  private volatile String problem;

  /** Starts a worker process. */
  interface Launch {
    /** The worker of this number, from 1, writing into this log. */
    Process start(int number, Path log) throws IOException;
  }

  /**
   * Starts the first worker.
   *
   * @param logs the folder for what the workers write, a file for each
   * @param random chooses the moments
   * @param mostKills after so many no worker is killed any more
   */
  KilledWorker(Launch launch, Path logs, Random random, int mostKills) {
    this.launch = launch;
    this.logs = logs;
    this.random = random;
    this.mostKills = mostKills;
    Thread thread = new Thread(this::killAgainAndAgain, "worker-killer");
    thread.setDaemon(true);
    thread.start();
  }

  private void killAgainAndAgain() {
    try {
      while (start()) {
        boolean mayLive = !awaitReady() || kills == mostKills || isSparedWithinItsLife();
        if (mayLive) {
          process.waitFor();
        }
        if (!process.isAlive()) {
          tell();
          return;
        }
        process.destroyForcibly().waitFor();
        kills++;
      }
    } catch (IOException e) {
      problem = "No worker can be started: " + e.getMessage();
    } catch (InterruptedException e) {
      throw new IllegalStateException("Nobody interrupts this thread", e);
    }
  }

  private synchronized boolean start() throws IOException {
    if (!closed) {
      process = launch.start(kills + 1, log());
    }
    return !closed;
  }

  /** False if it ended before, or takes too long. */
  private boolean awaitReady() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + LONGEST_START.toNanos();
    while (process.isAlive() && !Files.readString(log()).contains("is ready")) {
      if (System.nanoTime() > deadline) {
        process.destroyForcibly();
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return process.isAlive();
  }

  private boolean isSparedWithinItsLife() throws InterruptedException {
    long life = random.nextLong(SHORTEST_LIFE.toMillis(), LONGEST_LIFE.toMillis());
    return spared.await(life, TimeUnit.MILLISECONDS);
  }

  private synchronized void tell() throws IOException {
    if (!closed) {
      List<String> lines = Files.readAllLines(log());
      problem =
          "Worker %d ended by itself, or was not ready within %d s. Its log, %s, ends with:%n%s"
              .formatted(
                  kills + 1,
                  LONGEST_START.toSeconds(),
                  log(),
                  String.join(
                      "\n", lines.subList(Math.max(0, lines.size() - TOLD_LINES), lines.size())));
    }
  }

  private Path log() {
    return log(logs, kills + 1);
  }

  /** What the worker of this number, from 1, has written. */
  static Path log(Path logs, int number) {
    return logs.resolve("worker-" + number + ".log");
  }

  /** How often a worker was killed so far. */
  int kills() {
    return kills;
  }

  /** Why there is no worker, if there is none for another reason than being killed. */
  Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  /** From now on no worker is killed; if one was killed just now, the next one lives. */
  void spare() {
    spared.countDown();
  }

  /** Ends the worker. There is no other one. */
  @Override
  public synchronized void close() {
    closed = true;
    spare();
    if (process != null) {
      process.destroyForcibly();
    }
  }
}
