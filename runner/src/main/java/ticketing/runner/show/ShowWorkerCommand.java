package ticketing.runner.show;

import com.uber.m3.tally.NoopScope;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ticketing.runner.run.encryption.Connections;
import ticketing.runner.service.TicketsAddress;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.Shell;
import ticketing.runner.util.WithContext;
import ticketing.worker.TemporalConnection;
import ticketing.worker.WorkerProcess;

/**
 * Runs the worker of a run of the page, for all its lanes, each with its own ticket service. It
 * ends with its parent.
 */
@Command(name = ShowWorkerCommand.NAME, hidden = true)
public final class ShowWorkerCommand extends WithContext implements Callable<Integer> {
  static final String NAME = "show-worker";

  private static final String MINE = "--mine";

  @Parameters(index = "0", paramLabel = "RUN")
  private String run;

  @Parameters(index = "1..*", paramLabel = "SERVICE", description = "One for each lane, in order.")
  private List<URI> services;

  @Option(names = MINE, paramLabel = "EXERCISE")
  private List<String> mine = List.of();

  /** Returns the command line that runs it for these lanes. */
  static List<String> line(CommandContext context, String run, List<Lane> lanes) {
    List<String> line = new ArrayList<>(List.of(NAME, run));
    lanes.forEach(lane -> line.add(lane.service.address().toString()));
    lanes.stream()
        .filter(lane -> lane.code.mine())
        .forEach(lane -> line.addAll(List.of(MINE, lane.code.name())));
    return Shell.runnerCommand(context.root(), line.toArray(String[]::new));
  }

  @Override
  public Integer call() throws TemporalConnection.Unreachable, InterruptedException {
    Shell.endWithParent();
    Workshop workshop = Workshop.of(context);
    List<WorkerProcess.Job> jobs = new ArrayList<>();
    for (LaneCode lane : LaneCode.all(workshop, mine)) {
      jobs.add(
          TicketsAddress.open(
              lane.compile(workshop).strategy().on(lane.taskQueue(run)),
              services.get(jobs.size()),
              context.out()::println));
    }
    WorkerProcess.run(Connections.ofWorker(context, new NoopScope()), jobs, context.out());
    return 0;
  }
}
