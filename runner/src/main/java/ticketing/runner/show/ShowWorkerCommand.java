package ticketing.runner.show;

import com.uber.m3.tally.NoopScope;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import ticketing.order.Strategy;
import ticketing.runner.run.encryption.Connections;
import ticketing.runner.service.TicketsAddress;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.CommandContext;
import ticketing.worker.TemporalConnection;
import ticketing.worker.WorkerProcess;

/**
 * Runs the worker of a run of the page, for all its lanes, each with its own ticket service. It
 * ends with its parent.
 */
@Command(name = ShowWorkerCommand.NAME, hidden = true)
public final class ShowWorkerCommand implements Callable<Integer> {
  static final String NAME = "show-worker";

  /** Separates a lane from the address of its service. */
  static final String AT = "@";

  private final CommandContext context;

  @Parameters(index = "0", paramLabel = "RUN")
  private String run;

  @Parameters(index = "1..*", paramLabel = "LANE@SERVICE")
  private List<String> lanes;

  /** Runs in this context. */
  public ShowWorkerCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws TemporalConnection.Unreachable {
    ProcessHandle.current()
        .parent()
        .ifPresent(parent -> parent.onExit().thenRun(() -> Runtime.getRuntime().halt(1)));
    Workshop workshop = Workshop.of(context);
    try {
      WorkerProcess.run(
          Connections.ofWorker(context, new NoopScope()),
          lanes.stream().map(lane -> job(workshop, lane)).toList(),
          context.out());
      return 0;
    } catch (InterruptedException e) {
      return 0;
    }
  }

  private WorkerProcess.Job job(Workshop workshop, String argument) {
    int at = argument.indexOf(AT);
    LaneCode lane = LaneCode.of(argument.substring(0, at));
    URI service = URI.create(argument.substring(at + AT.length()));
    Strategy strategy = lane.compile(workshop).strategy();
    return TicketsAddress.open(strategy.on(lane.taskQueue(run)), service, context.out()::println);
  }
}
