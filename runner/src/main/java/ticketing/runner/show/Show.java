package ticketing.runner.show;

import java.nio.file.Path;
import java.util.List;
import ticketing.runner.util.CommandContext;
import ticketing.worker.TemporalConnection;

/** Holds the current run of the page, and starts the next. */
final class Show implements AutoCloseable {
  private final CommandContext context;
  private final Path folder;
  private final List<LaneCode> lanes;
  private final TemporalConnection temporal;
  private volatile RunningShow running;

  /** Resumes the folder's last run, or starts the first. */
  Show(CommandContext context, Path folder, List<LaneCode> lanes, TemporalConnection temporal) {
    this.context = context;
    this.folder = folder;
    this.lanes = lanes;
    this.temporal = temporal;
    this.running = new RunningShow(context, temporal, ShowRun.last(folder), lanes);
    temporal.watch(
        line -> {
          context.out().println(line);
          running.board.touch();
        });
  }

  RunningShow running() {
    return running;
  }

  /**
   * Starts a new run in a new folder, and leaves the last one's as it is.
   *
   * @throws ticketing.runner.util.UsageException if nothing can be written; then nothing has
   *     changed
   */
  synchronized void startOver() {
    RunningShow before = running;
    running = new RunningShow(context, temporal, ShowRun.start(folder), lanes);
    before.close();
  }

  @Override
  public synchronized void close() {
    running.close();
  }
}
