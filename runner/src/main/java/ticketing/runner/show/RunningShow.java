package ticketing.runner.show;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import ticketing.runner.run.orders.KillableWorker;
import ticketing.runner.show.PageState.LaneState;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.UsageException;
import ticketing.worker.TemporalConnection;

/** Holds what works in a run of the page: its lanes, its worker, and the placer of its orders. */
final class RunningShow implements AutoCloseable {
  private static final int SLOWEST_MILLIS = 1_000;

  /** An order takes a second or two, so that eyes can follow. */
  private static final int USUAL_MILLIS = 300;

  private static final int LOOK_MILLIS = 10;
  private static final int MAX_LOOKS = 1_000;

  final CommandContext context;
  final TemporalConnection temporal;
  final ShowRun run;
  final Board board;
  final ShowFaults faults;
  final KillableWorker worker;
  private final List<Lane> lanes = new ArrayList<>();
  private final Placer placer;
  private int pace;

  /** Starts a run, or resumes it with the orders that were placed before. */
  RunningShow(
      CommandContext context, TemporalConnection temporal, ShowRun run, List<LaneCode> codes) {
    this.context = context;
    this.temporal = temporal;
    this.run = run;
    this.board = new Board(codes);
    try {
      for (LaneCode code : codes) {
        lanes.add(new Lane(code, run, board, temporal.client(), context.err()));
      }
      this.faults = new ShowFaults(lanes);
      this.worker =
          new KillableWorker(
              context,
              run.folder(),
              start -> ShowWorkerCommand.line(context, run.name(), lanes),
              // It prints a line for each lane once all of them are ready.
              "Worker of " + lanes.get(lanes.size() - 1).strategy() + " is ready",
              board::touch);
      this.placer = new Placer(() -> worker.status().state() == KillableWorker.State.READY);
      pace(USUAL_MILLIS);
      lanes.forEach(Lane::resume);
      worker.start();
    } catch (RuntimeException e) {
      lanes.forEach(Lane::close);
      throw e;
    }
  }

  /**
   * Returns the lane of this ID.
   *
   * @throws UsageException if there is none
   */
  Lane lane(String id) {
    return lanes.stream()
        .filter(lane -> lane.code.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new UsageException("There is no such lane."));
  }

  /**
   * Places this number of orders in each lane that is on. The page gets all of them at once.
   *
   * @throws UsageException if fewer are left
   */
  synchronized void place(int count) {
    run.place(count);
    placeMissing();
  }

  /** Places the orders of the board that a lane which is on does not have, number by number. */
  private void placeMissing() {
    for (int number = run.cleared() + 1; number <= run.placed(); number++) {
      int missing = number;
      List<Lane> without = lanes.stream().filter(lane -> lane.add(missing)).toList();
      if (!without.isEmpty()) {
        placer.place(number, without);
      }
    }
  }

  /** Switches a lane on, with all orders of the board, or off. */
  synchronized void show(Lane lane, boolean on) {
    lane.show(on);
    placeMissing();
  }

  /**
   * Takes all orders off the board, turns off all faults and the lane with the key. The worker goes
   * on.
   */
  synchronized void clear() {
    faults.clear();
    run.clear();
    lanes.forEach(Lane::clear);
    board.clear();
  }

  /**
   * Sets how long each call of the ticket services takes.
   *
   * @throws UsageException if that is not from 0 to 1000 ms
   */
  synchronized void pace(int millis) {
    if (millis < 0 || millis > SLOWEST_MILLIS) {
      throw new UsageException("A call can take 0 to 1000 ms.");
    }
    pace = millis;
    lanes.forEach(lane -> lane.service.pace(Duration.ofMillis(millis)));
  }

  /**
   * Kills the worker once this number of creates is in progress in each lane that does not
   * validate: their results are lost. Waits at most ten seconds for them.
   */
  void kill(int creates) {
    try {
      for (int i = 0; i < MAX_LOOKS && !areCreating(creates); i++) {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      // The server is stopping.
      Thread.currentThread().interrupt();
    }
    worker.kill();
  }

  private boolean areCreating(int creates) {
    return lanes.stream()
        .filter(lane -> lane.isShown() && !lane.code.validates())
        .allMatch(lane -> lane.service.slowedCreates() >= creates);
  }

  /** Returns what the page is sent; of the cards, those that have changed after {@code since}. */
  synchronized PageState state(long since) {
    String problem =
        "Temporal at %s does not answer. Start it again there, and the orders resume."
            .formatted(temporal.address());
    return new PageState(
        board.isWhole(since),
        new PageState.Run(run.name(), run.folder().toString(), run.label(run.placed())),
        new PageState.Temporal(temporal.address(), temporal.isGone() ? problem : null),
        worker.status(),
        pace,
        faults.states(),
        lanes.stream()
            .map(lane -> new LaneState(lane.code, lane.isShown(), board.counts(lane.code)))
            .toList(),
        board.changes(since));
  }

  /** Ends its worker and its services. Open orders stay as they are. */
  @Override
  public void close() {
    placer.close();
    worker.close();
    lanes.forEach(Lane::close);
  }
}
