package ticketing.runner.show;

import com.uber.m3.tally.NoopScope;
import java.nio.file.Path;
import java.util.List;
import ticketing.runner.run.encryption.Connections;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.UsageException;
import ticketing.worker.TemporalConnection;

/** Holds the current run of the page, and starts the next. */
final class Show implements AutoCloseable {
  private final CommandContext context;
  private final Path folder;
  private final List<LaneCode> lanes;
  private RunningShow running;

  /**
   * Resumes the folder's last run, or starts the first.
   *
   * @param temporal is closed with this run
   */
  Show(CommandContext context, Path folder, List<LaneCode> lanes, TemporalConnection temporal) {
    this.context = context;
    this.folder = folder;
    this.lanes = lanes;
    this.running = new RunningShow(context, temporal, ShowRun.last(folder), lanes);
  }

  synchronized RunningShow running() {
    return running;
  }

  /**
   * Starts a new run in a new folder, and leaves the last one's as it is.
   *
   * @throws UsageException if Temporal does not answer, or nothing can be written; then nothing has
   *     changed
   */
  synchronized void startOver() {
    TemporalConnection temporal = connect();
    RunningShow before = running;
    try {
      running = new RunningShow(context, temporal, ShowRun.start(folder), lanes);
    } catch (RuntimeException e) {
      temporal.close();
      throw e;
    }
    before.close();
    // Its readers wake, and look at the new run.
    before.board.touch();
  }

  private TemporalConnection connect() {
    try {
      return TemporalConnection.open(Connections.ofWorker(context, new NoopScope()));
    } catch (TemporalConnection.Unreachable e) {
      throw new UsageException(e.getMessage(), 1);
    }
  }

  @Override
  public synchronized void close() {
    running.close();
  }
}
