package ticketing.runner.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.time.Duration;
import java.net.*;
import ticketing.runner.demo.RunOrders;
import ticketing.runner.demo.RunResults;
import ticketing.runner.verify.Shell;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ticketing.order.Strategy;
import ticketing.order.TemporalConnection;
import ticketing.runner.CodeOptions;
import ticketing.runner.UsageException;
import ticketing.runner.demo.RunOptions;
import ticketing.runner.stages.Stage;
import ticketing.runner.stages.Workshop;

/** {@code ./workshop chaos}. */
@Command(
    name = "chaos",
    description =
        "Put many orders through one strategy, in real time, while its worker process is killed"
            + " again and again at random moments.")
public final class ChaosCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "STAGE",
      arity = "0..1",
      defaultValue = "03",
      description = "Such as 04; ${DEFAULT-VALUE}.")
  private String stage;

  @Option(names = "--orders", defaultValue = "1000", description = "How many; ${DEFAULT-VALUE}.")
  private int orders;

  @Option(
      names = "--likelihood",
      defaultValue = "0.2",
      description = "Of a fault in each call, 0 to 0.9; ${DEFAULT-VALUE}.")
  private double likelihood;

  @Option(
      names = "--kills",
      description = "After so many the worker is left alone; by default it never is.")
  private int kills = Integer.MAX_VALUE;

  @Mixin private RunOptions options;

  @Mixin private CodeOptions code;

  @Override
  public Integer call() throws IOException, InterruptedException {
    RunOptions.checkOrders(orders);
    RunOptions.checkLikelihood(likelihood);
    if (kills < 0) {
      throw new UsageException("--kills is a number of times, 0 or more, not " + kills);
    }
    Workshop workshop = Workshop.here();
    Stage chosen = workshop.stage(stage);
    Path folder = options.folder(workshop, List.of(chosen));
    Strategy strategy = code.strategy(chosen);
    Path database = folder.resolve(chosen.name());
    int port = useFreePort();
    System.out.printf(
        "%d orders, a fault in %.0f %% of all calls, seed %d. Tickets in %s%n",
        orders, 100 * likelihood, options.seed(), folder);
    List<String> orderIds = RunOrders.ids("order-", orders);
    RunOrders.reservations(orderIds).write(database);
    Path logs = Files.createDirectories(folder.resolve("workers"));
    Map<String, String> environment = Map.of("WORKSHOP_PORT", "" + port, "WORKSHOP_DATABASE", database.toString());
    try (TemporalConnection temporal = TemporalConnection.openOrStartEmbedded()) {
      KilledWorker worker =
          new KilledWorker(
              (number, log) ->
                  Shell.start(
                      workshop.root(),
                      environment,
                      log,
                      Shell.runnerCommand(
                          workshop.root(),
                          "worker",
                          chosen.name(),
                          code.isMine(false) ? "--mine" : "--solution",
                          "--likelihood",
                          "" + likelihood,
                          "--seed",
                          "" + (options.seed() + number))),
              logs,
              new Random(options.seed()),
              kills);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> {
        worker.close();
        temporal.startedServer().ifPresent(Process::destroyForcibly);
      }));
      ChaosRun run = new ChaosRun(temporal.client(), strategy, orderIds);
      ChaosRun.Result result = run.underChaos(database, worker);
      Duration noOp = run.withNoOps();
      RunResults r = result.orders();
      System.out.printf("kills %d tickets %d dup %d none %d told %d wrong %d time %s noop %s%n", result.kills(), r.tickets(), r.duplicates(), r.withoutTicket(), r.toldFailedButHasTicket(),
        r.all().stream().filter(o -> !o.isRight()).count(), result.time(), noOp);
    } catch (TemporalConnection.Unreachable e) {
      throw new UsageException(e.getMessage(), 1);
    }
    return 0;
  }
  
  private static int useFreePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      System.setProperty(TemporalConnection.PORT_PROPERTY, "" + socket.getLocalPort());
      return socket.getLocalPort();
    }
  }
}
