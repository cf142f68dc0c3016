package ticketing.runner.show;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.Shell;
import ticketing.runner.util.UsageException;

/** The worker of all lanes: a process of its own, that can be killed and started again. */
final class ShowWorker implements AutoCloseable {
  /** How the process is. */
  enum State {
    /** It was started, and takes no orders yet. */
    STARTING,
    /** It takes orders. */
    READY,
    /** It was killed from here. */
    KILLED,
    /** It has ended by itself. */
    ENDED
  }

  private static final int DIES_WITHIN_SECONDS = 10;
  private static final int TOLD_LINES = 3;

  private final CommandContext context;
  private final Path folder;
  private final List<String> arguments;
  private final String ready;
  private final Runnable changed;
  private Process process;
  private State state = State.ENDED;
  private String words = "";
  private int starts;
  private Path log;

  /**
   * One that does not run yet.
   *
   * @param folder for what it says, a file each time
   * @param changed is run whenever its state has changed
   */
  ShowWorker(CommandContext context, Path folder, String run, List<Lane> lanes, Runnable changed) {
    this.context = context;
    this.folder = folder;
    this.changed = changed;
    this.arguments = new ArrayList<>(List.of(ShowWorkerCommand.NAME, run));
    // The worker tells of each lane, once all of them have what they need.
    this.ready = "Worker of " + lanes.get(lanes.size() - 1).strategy() + " is ready";
    lanes.forEach(
        lane -> arguments.add(lane.code() + ShowWorkerCommand.AT + lane.service().address()));
  }

  synchronized State state() {
    return state;
  }

  /** More of it, in words. */
  synchronized String words() {
    return words;
  }

  /** What it said last of an order, without the order's ID: what its code has thrown. */
  Optional<String> saidOf(String orderId) {
    Path itsLog = itsLog();
    try (Stream<String> lines = Files.lines(itsLog)) {
      return lines
          .filter(line -> line.startsWith(orderId + " "))
          .reduce((earlier, later) -> later)
          .map(line -> line.substring(orderId.length()).strip());
    } catch (IOException | UncheckedIOException e) {
      return Optional.of("What its worker said, in " + itsLog + ", cannot be read.");
    }
  }

  private synchronized Path itsLog() {
    return log;
  }

  /**
   * Starts it, with the code as it is now. Returns before it is ready.
   *
   * @throws UsageException if it runs, or cannot be started
   */
  synchronized void start() {
    if (process != null && process.isAlive()) {
      requireDying();
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
    become(State.STARTING, "process " + process.pid());
    Process started = process;
    Path itsLog = log;
    Thread watch = new Thread(() -> watch(started, itsLog), "worker-watch");
    watch.setDaemon(true);
    watch.start();
  }

  private void requireDying() {
    try {
      if (state == State.KILLED && process.waitFor(DIES_WITHIN_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new UsageException("The worker runs. Kill it first.", 1);
  }

  private void watch(Process started, Path itsLog) {
    try {
      boolean wasReady = false;
      try {
        Shell.awaitText(started, itsLog, ready);
        wasReady = true;
        become(started, State.READY, "process " + started.pid());
      } catch (IOException e) {
        // It has ended, which is told below, or takes longer than it may.
        started.destroyForcibly();
      }
      started.waitFor();
      List<String> said = Files.readAllLines(itsLog);
      become(started, State.ENDED, wasReady ? lastOf(said) : firstOf(said));
    } catch (IOException e) {
      become(started, State.ENDED, "What it said, in " + itsLog + ", cannot be read.");
    } catch (InterruptedException e) {
      throw new IllegalStateException("Nobody interrupts this thread", e);
    }
  }

  /** Why it could not begin: what does not compile is told with its first mistakes. */
  private static String firstOf(List<String> said) {
    return inOneLine(said.subList(0, Math.min(TOLD_LINES, said.size())));
  }

  private static String lastOf(List<String> said) {
    return inOneLine(said.subList(Math.max(0, said.size() - TOLD_LINES), said.size()));
  }

  private static String inOneLine(List<String> lines) {
    return lines.isEmpty()
        ? "It said nothing. Start it again."
        : lines.stream().map(String::strip).collect(Collectors.joining(" "));
  }

  private synchronized void become(Process of, State now, String more) {
    if (of == process && state != State.KILLED) {
      become(now, more);
    }
  }

  private void become(State now, String more) {
    state = now;
    words = more;
    changed.run();
  }

  /**
   * Kills it, as {@code kill -9} does.
   *
   * @throws UsageException if it does not run
   */
  synchronized void kill() {
    if (process == null || !process.isAlive()) {
      throw new UsageException("The worker does not run. Start it.", 1);
    }
    become(State.KILLED, "process " + process.pid());
    process.destroyForcibly();
  }

  /** Ends it at once. */
  @Override
  public synchronized void close() {
    if (process != null) {
      state = State.KILLED;
      process.destroyForcibly();
    }
  }
}
