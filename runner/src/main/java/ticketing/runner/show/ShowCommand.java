package ticketing.runner.show;

import com.uber.m3.tally.NoopScope;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import ticketing.runner.run.encryption.Connections;
import ticketing.runner.run.orders.RunOptions;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;
import ticketing.runner.util.CommandContext;
import ticketing.runner.util.LoopbackServer;
import ticketing.worker.TemporalConnection;

/** {@code ./workshop show}: the live page. */
@Command(
    name = "show",
    description = {
      "Serve a page that shows every strategy at work on the same orders.",
      "Every strategy meets the same faults. Open the address in a browser on this machine."
    })
public final class ShowCommand implements Callable<Integer> {
  private static final String PORT = "7290";

  private final CommandContext context;

  @Option(
      names = "--port",
      defaultValue = PORT,
      description = "On loopback; ${DEFAULT-VALUE}. 0 is any that is free.")
  private int port;

  @Option(
      names = "--mine",
      paramLabel = "STAGE",
      description = "Your own code works in the lane of this stage, such as 03. May be repeated.")
  private List<String> mine = new ArrayList<>();

  @Option(
      names = "--database",
      paramLabel = "FOLDER",
      description =
          "For the page's tickets; by default a fresh one. With that of an earlier page, its last"
              + " run goes on.")
  private Path database;

  @Option(
      names = "--web-ui",
      paramLabel = "ADDRESS",
      description =
          "Of Temporal's Web UI, such as http://localhost:8233; by default it is looked for.")
  private URI webUi;

  /** In this context. */
  public ShowCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException, TemporalConnection.Unreachable {
    LoopbackServer.requireFree(port, "--port");
    Workshop workshop = Workshop.of(context);
    List<LaneCode> lanes = LaneCode.all(workshop, mine);
    for (LaneCode lane : lanes) {
      requireCompiled(workshop, lane);
    }
    try (ShowFolder folder = ShowFolder.take(folder());
        TemporalConnection temporal =
            TemporalConnection.openOrStartEmbedded(Connections.ofWorker(context, new NoopScope()));
        Show show = new Show(context, folder, lanes, temporal);
        ShowPage page = new ShowPage(show, port, webUi(temporal))) {
      Runtime.getRuntime().addShutdownHook(closing(page, show, folder.path()));
      int before = show.running().run().placed();
      if (before > 0) {
        context
            .out()
            .printf(
                "The last run in %s goes on (orders placed: %d). No fault is switched on.%n",
                folder.path(), before);
      }
      context
          .out()
          .printf(
              "The page is at %s; Temporal at %s, tickets in %s. Ctrl-C stops it.%n",
              page.address(), temporal.address(), folder.path());
      Thread.currentThread().join();
      return 0;
    }
  }

  /** The worker compiles it again, each time that it is started. */
  private void requireCompiled(Workshop workshop, LaneCode lane) {
    if (!lane.mine()) {
      return;
    }
    lane.candidate(workshop);
    Stage stage = workshop.stage(lane.name());
    if (stage.edited().isEmpty()) {
      context
          .out()
          .printf(
              "%s is as it was given to you: its orders get no ticket. Write it, then kill the worker"
                  + " on the page and start it again.%n",
              stage);
    }
  }

  private Path folder() {
    return database != null
        ? context.resolve(database)
        : context.root().resolve("demo-runs").resolve("show-" + RunOptions.now());
  }

  private Optional<WebUi> webUi(TemporalConnection temporal) throws InterruptedException {
    String namespace = temporal.client().getOptions().getNamespace();
    return webUi == null
        ? WebUi.of(temporal.address(), namespace)
        : Optional.of(new WebUi(webUi.toString().replaceFirst("/$", ""), namespace));
  }

  private Thread closing(ShowPage page, Show show, Path folder) {
    return new Thread(
        () -> {
          context.out().printf("To go on with its orders: ./workshop show --database %s%n", folder);
          page.close();
          show.close();
        },
        "shutdown");
  }
}
