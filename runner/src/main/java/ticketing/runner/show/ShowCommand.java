package ticketing.runner.show;

import com.uber.m3.tally.NoopScope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import ticketing.runner.run.encryption.Connections;
import ticketing.runner.run.orders.RunOptions;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.AtomicFiles;
import ticketing.runner.util.LoopbackServer;
import ticketing.runner.util.ProcessLock;
import ticketing.runner.util.WithContext;
import ticketing.worker.TemporalConnection;

/** Serves the live page: {@code ./workshop show}. */
@Command(
    name = "show",
    description = {
      "Serve a page that shows every strategy at work on the same orders.",
      "Every strategy meets the same faults. Open the address in a browser on this machine."
    })
public final class ShowCommand extends WithContext implements Callable<Integer> {
  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "7290",
      description =
          "Listen on this port of 127.0.0.1; default: ${DEFAULT-VALUE}; 0 for a free one.")
  private int port;

  @Option(
      names = "--mine",
      paramLabel = "EXERCISE",
      description = "Run your own code in the lane of this exercise, such as 03. Can be repeated.")
  private List<String> mine = new ArrayList<>();

  @Option(
      names = "--database",
      paramLabel = "FOLDER",
      description =
          "Store the tickets in this folder, and resume its last run if it has one; default: a"
              + " new folder.")
  private Path database;

  @Override
  public Integer call() throws InterruptedException, TemporalConnection.Unreachable {
    LoopbackServer.requireFree(port, "--port");
    Workshop workshop = Workshop.of(context);
    List<LaneCode> lanes = LaneCode.all(workshop, mine);
    lanes.stream().filter(LaneCode::mine).forEach(lane -> check(workshop, lane));
    Path folder = folder();
    context.print("Starting the page …%n");
    try (ProcessLock lock = ShowRun.lock(folder);
        TemporalConnection temporal =
            TemporalConnection.openOrStartEmbedded(Connections.ofWorker(context, new NoopScope()));
        PageServer page =
            new PageServer(
                port,
                WebUi.of(temporal),
                new RunningShow(context, temporal, ShowRun.last(folder), lanes),
                () -> new RunningShow(context, temporal, ShowRun.start(folder), lanes))) {
      temporal.watch(
          line -> {
            context.out().println(line);
            page.running().board.touch();
          });
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(page, folder), "shutdown"));
      int placed = page.running().run.placed();
      if (placed > 0) {
        context.print(
            "Resumes the last run in %s (orders: %d). All faults are off.%n", folder, placed);
      }
      context.print(
          "Temporal at %s, tickets in %s.%nThe page, until you type Ctrl-C:%n%s%n",
          temporal.address(), folder, page.address());
      Thread.currentThread().join();
      return 0;
    }
  }

  /** Compiles it, so that a mistake is reported now; the worker compiles it again. */
  private void check(Workshop workshop, LaneCode lane) {
    lane.compile(workshop);
    if (workshop.stage(lane.name()).edited().isEmpty()) {
      context.print(
          "Your %s is unchanged, so its orders get no ticket. Write it, then kill the worker on the"
              + " page and start it again.%n",
          lane.name());
    }
  }

  private Path folder() {
    return database != null
        ? context.resolve("--database", database)
        : RunOptions.runs(context).resolve("show-" + AtomicFiles.newName());
  }

  private void stop(PageServer page, Path folder) {
    context.print("To resume this run: ./workshop show --database %s%n", folder);
    page.close();
  }
}
