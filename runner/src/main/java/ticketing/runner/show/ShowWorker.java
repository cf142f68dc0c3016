package ticketing.runner.show;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.Shell;
import ticketing.runner.util.UsageException;

/** Starts and kills the worker process of all lanes. */
final class ShowWorker implements AutoCloseable {
  /** How the process is. READY means that it takes orders, ENDED that it has ended by itself. */
  enum State {
    STARTING,
    READY,
    KILLED,
    ENDED
  }

  /** How the process is, with its ID or, if it has ended, what it printed. */
  record Status(State state, String words) {}

  private static final int QUOTED_LINES = 3;

  private final CommandContext context;
  private final Path folder;
  private final List<String> arguments;
  private final String ready;
  private final Runnable changed;
  private Process process;
  private Status status = new Status(State.ENDED, "");
  private int starts;
  private volatile Path log;

  /**
   * Creates a worker that is not started yet.
   *
   * @param folder for its logs, a file for each start
   * @param changed is run whenever its status has changed
   */
  ShowWorker(CommandContext context, Path folder, String run, List<Lane> lanes, Runnable changed) {
    this.context = context;
    this.folder = folder;
    this.changed = changed;
    this.arguments = new ArrayList<>(List.of(ShowWorkerCommand.NAME, run));
    // The worker prints a line for each lane once all of them are ready.
    this.ready = "Worker of " + lanes.get(lanes.size() - 1).strategy() + " is ready";
    lanes.forEach(
        lane -> arguments.add(lane.code() + ShowWorkerCommand.AT + lane.service().address()));
  }

  synchronized Status status() {
    return status;
  }

  /** Returns what it printed last about an order, such as what its code has thrown. */
  Optional<String> lastLineOf(String orderId) {
    Path current = log;
    try (Stream<String> lines = Files.lines(current)) {
      return lines
          .filter(line -> line.startsWith(orderId + " "))
          .reduce((earlier, later) -> later)
          .map(line -> line.substring(orderId.length()).strip());
    } catch (IOException | UncheckedIOException e) {
      return Optional.of("The worker's log, " + current + ", cannot be read.");
    }
  }

  /**
   * Starts it with the code as it is now. Returns before it is ready.
   *
   * @throws UsageException if it runs, or cannot be started
   */
  synchronized void start() {
    if (process != null && process.isAlive()) {
      throw new UsageException("The worker is running. Kill it first.", 1);
    }
    starts++;
    log = folder.resolve("worker-" + starts + ".log");
    try {
      process =
          Shell.start(
              context,
              context.root(),
              log,
              Shell.runnerCommand(context.root(), arguments.toArray(String[]::new)));
    } catch (IOException e) {
      throw new UsageException("The worker cannot be started: " + e.getMessage(), 1);
    }
    become(new Status(State.STARTING, "process " + process.pid()));
    Process started = process;
    Path itsLog = log;
    Thread watch = new Thread(() -> watch(started, itsLog), "worker-watch");
    watch.setDaemon(true);
    watch.start();
  }

  private void watch(Process started, Path itsLog) {
    boolean wasReady = false;
    try {
      Shell.awaitText(started, itsLog, ready);
      wasReady = true;
      become(started, new Status(State.READY, "process " + started.pid()));
    } catch (IOException e) {
      // It has ended, or takes longer than it may.
      started.destroyForcibly();
    } catch (InterruptedException e) {
      throw new IllegalStateException("Nobody interrupts this thread", e);
    }
    started.onExit().join();
    become(started, new Status(State.ENDED, quote(itsLog, wasReady)));
  }

  /** Quotes its last lines; of one that was never ready the first, which say what is wrong. */
  private static String quote(Path log, boolean wasReady) {
    try {
      List<String> lines = Files.readAllLines(log);
      int from = wasReady ? Math.max(0, lines.size() - QUOTED_LINES) : 0;
      return lines.stream()
          .skip(from)
          .limit(QUOTED_LINES)
          .map(String::strip)
          .collect(Collectors.joining(" "));
    } catch (IOException e) {
      return "its log, " + log + ", cannot be read.";
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

  /**
   * Kills it, as {@code kill -9} does.
   *
   * @throws UsageException if it does not run
   */
  synchronized void kill() {
    if (process == null || !process.isAlive()) {
      throw new UsageException("The worker is not running. Start it.", 1);
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
