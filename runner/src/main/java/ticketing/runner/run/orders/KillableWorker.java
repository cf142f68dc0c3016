package ticketing.runner.run.orders;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.Shell;
import ticketing.runner.util.UsageException;

/** Starts and kills a worker process, one at a time; each start has a log of its own. */
public final class KillableWorker implements AutoCloseable {
  /** How the process is. */
  public enum State {
    /** It does not take orders yet. */
    STARTING,
    /** It takes orders. */
    READY,
    /** It was killed. */
    KILLED,
    /** It has ended by itself. */
    ENDED
  }

  /** How the process is, with its ID or, if it has ended, what it printed. */
  public record Status(State state, String words) {}

  private static final int QUOTED_LINES = 3;

  private final CommandContext context;
  private final Path logs;
  private final IntFunction<List<String>> command;
  private final String ready;
  private final Runnable changed;
  private Process process;
  private Status status = new Status(State.ENDED, "");
  private int starts;

  /**
   * Creates a worker that is not started yet.
   *
   * @param logs the folder for its logs
   * @param command returns its command line for the start of this number, from 1
   * @param ready what it prints when it is ready
   * @param changed is run whenever its status has changed
   */
  public KillableWorker(
      CommandContext context,
      Path logs,
      IntFunction<List<String>> command,
      String ready,
      Runnable changed) {
    this.context = context;
    this.logs = logs;
    this.command = command;
    this.ready = ready;
    this.changed = changed;
  }

  /** Returns how the process is. */
  public synchronized Status status() {
    return status;
  }

  synchronized int starts() {
    return starts;
  }

  /** Returns the log of the start of this number, from 1. */
  Path log(int start) {
    return logs.resolve("worker-" + start + ".log");
  }

  /** Returns what the worker of this start, from 1, has printed. A kill may cut a character. */
  String output(int start) throws IOException {
    return new String(Files.readAllBytes(log(start)), StandardCharsets.UTF_8);
  }

  /** Starts it with the code as it is now, and returns before it is ready. */
  public synchronized void start() {
    if (process != null && process.isAlive()) {
      throw UsageException.failure("The worker is running. Kill it first.");
    }
    starts++;
    int start = starts;
    try {
      process = Shell.start(context, context.root(), log(start), command.apply(start));
    } catch (IOException e) {
      throw UsageException.failure("The worker cannot be started: " + e.getMessage());
    }
    become(new Status(State.STARTING, "process " + process.pid()));
    Process started = process;
    Thread watch = new Thread(() -> watch(started, start), "worker-watch");
    watch.setDaemon(true);
    watch.start();
  }

  private void watch(Process started, int start) {
    boolean wasReady = false;
    try {
      Shell.awaitText(started, log(start), ready);
      wasReady = true;
      become(started, new Status(State.READY, "process " + started.pid()));
    } catch (IOException e) {
      // It has ended, or takes longer than it may.
      started.destroyForcibly();
    } catch (InterruptedException e) {
      throw new IllegalStateException("Nobody interrupts this thread", e);
    }
    started.onExit().join();
    become(started, new Status(State.ENDED, quote(start, wasReady)));
  }

  /** Quotes its last lines; of one that was never ready the first, which say what is wrong. */
  private String quote(int start, boolean wasReady) {
    try {
      List<String> lines = output(start).lines().map(String::strip).toList();
      int from = wasReady ? Math.max(0, lines.size() - QUOTED_LINES) : 0;
      return lines.stream().skip(from).limit(QUOTED_LINES).collect(Collectors.joining(" "));
    } catch (IOException e) {
      return "its log, " + log(start) + ", cannot be read.";
    }
  }

  /** Ignores a process that was killed, or replaced. */
  private synchronized void become(Process of, Status now) {
    if (of == process && status.state() != State.KILLED) {
      become(now);
    }
  }

  private void become(Status now) {
    status = now;
    changed.run();
  }

  /** Kills it, as {@code kill -9} does; throws a {@link UsageException} if it does not run. */
  public synchronized void kill() {
    if (process == null || !process.isAlive()) {
      throw UsageException.failure("The worker is not running. Start it.");
    }
    become(new Status(State.KILLED, "process " + process.pid()));
    process.destroyForcibly().onExit().join();
  }

  /** Kills it if it runs. */
  @Override
  public synchronized void close() {
    if (process != null) {
      status = new Status(State.KILLED, "");
      process.destroyForcibly();
    }
  }
}
