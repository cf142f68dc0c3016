package ticketing.runner.bench;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import ticketing.runner.run.orders.NoOpTicketSystem;
import ticketing.runner.stages.StageCode;
import ticketing.runner.stages.Workshop;
import ticketing.worker.OpenedTicketSystem;
import ticketing.worker.TemporalConnection;
import ticketing.worker.WorkerProcess;

/** A worker of the same workflows whose ticket system does nothing. It ends with its parent. */
@Command(name = BenchWorkerCommand.NAME, hidden = true)
public final class BenchWorkerCommand implements Runnable {
  static final String NAME = "bench-worker";

  @Parameters(paramLabel = "STAGE")
  private String stage;

  @Override
  public void run() {
    ProcessHandle.current()
        .parent()
        .ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(0)));
    WorkerProcess.run(
        NoOpTicketSystem.strategy(
            StageCode.main(Workshop.here().stage(stage).solution()).strategy()),
        TemporalConnection.Options.NONE,
        () -> new OpenedTicketSystem(new NoOpTicketSystem(), "nowhere"));
  }
}
