package ticketing.runner.show;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.UsageException;
import ticketing.worker.TemporalConnection;

/** A run of the page that is at work: its lanes, its worker, and who places its orders. */
final class RunningShow implements AutoCloseable {
  private static final Duration SLOWEST = Duration.ofSeconds(1);

  /** An order takes a second or two, and can be followed. */
  private static final Duration USUAL_PACE = Duration.ofMillis(300);

  private final CommandContext context;
  private final TemporalConnection temporal;
  private final ShowRun run;
  private final Board board;
  private final List<Lane> lanes = new ArrayList<>();
  private final ShowFaults faults;
  private final Placer placer;
  private final ShowWorker worker;
  private volatile boolean keyShown;
  private Duration pace;

  /**
   * Begins, or goes on with what was placed before. The worker is started.
   *
   * @param temporal is closed with it
   * @param adminToken of the ticket services
   */
  RunningShow(
      CommandContext context,
      TemporalConnection temporal,
      ShowRun run,
      List<LaneCode> codes,
      String adminToken) {
    this.context = context;
    this.temporal = temporal;
    this.run = run;
    this.board = new Board(codes);
    try {
      codes.forEach(code -> lanes.add(new Lane(code, run, board, adminToken, context.err())));
      this.faults = new ShowFaults(lanes, this::isShown);
      this.placer = new Placer(temporal.client(), lanes, context.err());
      this.worker = new ShowWorker(context, run.folder(), run.name(), lanes, board::touch);
      pace(USUAL_PACE);
      lanes.stream().filter(this::isGoneOnWith).forEach(this::goOnWith);
      worker.start();
    } catch (RuntimeException e) {
      lanes.forEach(Lane::close);
      throw e;
    }
    temporal.watch(
        line -> {
          context.out().println(line);
          board.touch();
        });
  }

  /** The lane for comparison only where it was on before. */
  private boolean isGoneOnWith(Lane lane) {
    return !lane.code().isKey() || !lane.ledger().orderIds().isEmpty();
  }

  private void goOnWith(Lane lane) {
    keyShown |= lane.code().isKey();
    placer.goOnWith(lane, lane.goOnWith(IntStream.rangeClosed(1, run.placed()).boxed().toList()));
  }

  CommandContext context() {
    return context;
  }

  Board board() {
    return board;
  }

  TemporalConnection temporal() {
    return temporal;
  }

  ShowRun run() {
    return run;
  }

  ShowWorker worker() {
    return worker;
  }

  ShowFaults faults() {
    return faults;
  }

  /**
   * The lane of this ID.
   *
   * @throws UsageException if there is none
   */
  Lane lane(String id) {
    return lanes.stream()
        .filter(lane -> lane.code().id().equals(id))
        .findFirst()
        .orElseThrow(() -> new UsageException("There is no such lane."));
  }

  /**
   * Places so many orders in each lane that is on.
   *
   * @throws UsageException if there are not so many left
   */
  synchronized void place(int count) {
    List<Integer> numbers = run.place(count);
    for (Lane lane : lanes) {
      if (isShown(lane)) {
        place(lane, numbers);
      }
    }
  }

  private void place(Lane lane, List<Integer> numbers) {
    board.add(lane.code(), numbers);
    placer.place(lane, numbers);
  }

  /**
   * Places an order again that was placed in the lane.
   *
   * @throws UsageException if it was not
   */
  void placeAgain(String laneId, int number) {
    Lane lane = lane(laneId);
    if (board.read(laneId, number, Card::number).isEmpty()) {
      throw new UsageException("There is no such order in this lane.");
    }
    lane.placedAgain(number);
    placer.placeAgain(lane, number);
  }

  /** Switches the lane for comparison. Once it is on, it works through all that the others had. */
  synchronized void showKey(boolean shown) {
    keyShown = shown;
    if (shown) {
      for (Lane lane : lanes) {
        if (lane.code().isKey()) {
          place(lane, board.missing(lane.code(), run.placed()));
        }
      }
    }
    board.touch();
  }

  private boolean isShown(Lane lane) {
    return keyShown || !lane.code().isKey();
  }

  /**
   * From now on each call of a ticket service takes so long, as long as they are few.
   *
   * @throws UsageException if that is less than nothing or more than a second
   */
  synchronized void pace(Duration perCall) {
    if (perCall.isNegative() || perCall.compareTo(SLOWEST) > 0) {
      throw new UsageException("A call can be made to take 0 to 1000 ms.");
    }
    pace = perCall;
    lanes.forEach(lane -> lane.service().pace(perCall));
    board.touch();
  }

  synchronized Duration pace() {
    return pace;
  }

  /** Writes all that stands on no card. */
  synchronized void writeTo(ObjectNode state) {
    state
        .putObject("run")
        .put("name", run.name())
        .put("folder", run.folder().toString())
        .put("page", run.folder().getParent().toString())
        .put("placed", run.placed())
        .put("most", ShowRun.MOST_ORDERS);
    state
        .putObject("temporal")
        .put("words", "Temporal at " + temporal.address())
        .put("answers", !temporal.isGone())
        .put("trouble", temporal.isGone() ? trouble() : null);
    state.putObject("worker").put("state", Card.word(worker.state())).put("words", worker.words());
    state.put("pace", pace.toMillis());
    faults.writeTo(state.putArray("faults"));
    for (Lane lane : lanes) {
      LaneCode code = lane.code();
      ObjectNode node =
          state
              .withArray("/lanes")
              .addObject()
              .put("id", code.id())
              .put("name", code.name())
              .put("mine", code.mine())
              .put("shown", isShown(lane))
              .put("validates", code.validates());
      board.writeSums(code, node);
    }
  }

  private String trouble() {
    return "Temporal at %s does not answer. Start it again there; orders go on when it is back."
        .formatted(temporal.address());
  }

  /** Ends its worker and its services. What it has not brought to its end stays as it is. */
  @Override
  public void close() {
    placer.close();
    worker.close();
    lanes.forEach(Lane::close);
    temporal.close();
  }
}
